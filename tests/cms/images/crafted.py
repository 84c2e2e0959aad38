"""Files made by hand to harm whoever opens them, and honest ones to compare with."""

import base64
import struct
import zlib
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

CANARY = b"CANARY-52.5200N-13.4050E"

# A black AVIF of 16000 × 16000 (4:4:4), which takes 5 GB and half a minute to make. Its `ispe` box
# was changed to 64 × 64 afterwards.
AVIF_THAT_LIES = zlib.decompress(
    base64.b85decode(
        b"c-muNU{FXasVqn=%S>Yc0uY^>nP!-qnV9D5Xy^zOdYzkElE?r7iWw<6MNl?FL1uCZ0~+8f$SlbPvlxL`E;A=T8N_h`"
        b"@fjhajKT~I++{$vMrLMS8eFXukdw*;<t3IG7&_<Y<b&<X$}A`<0Mg!>1<Cn9S|qc$AQft#0~8AsWL9K?1eiHEIDiyS"
        b"Vws_Hqdi!SaB_Z5QC@OR1<+((2DS#Eka%W6F3e9rhp{j+HM0O+RhOHRSR%y0#clt+uKwrWB`hXV4n|MJ1lWHXI+g$b"
        b"|6}t928O8fr!<dGvAMnedv{*?vVSI8_t(5#^inXF&w8!t(o_Y0R;kY_hNeYN&o*>q_w0<*U)`n@5%4YTu9V)hf0MFa"
        b"KjNzp6Nu`wJ(1!#QKs<nD!U1LUVI6-!Ra%nXZx9<YIY<kX79S+_>s9H`qIyXb<^DHBfk`0{LQ__sDnwP_ULuDvdI@k"
        b"6*W5VZQ6X~t4#I-t%A|u9u4l%;2sU`(cm5p?$O{L4er4c+(FcL_UEBuCe=fABLKNQ@fi"
    )
)


def encoded(format: str, size: tuple[int, int] = (640, 400), **options: Any) -> bytes:
    """A plain picture, red on the left and blue on the right."""
    image = Image.new(options.pop("mode", "RGB"), size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    stream = BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """One PNG chunk."""
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def png(width: int, height: int, *chunks: bytes, has_pixels: bool = True) -> bytes:
    """A 1 bit PNG; the pixel data are compressed row by row, so that a large one costs nothing."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    pixels = b""
    if has_pixels:
        compressor = zlib.compressobj(9)
        row = bytes(1 + (width + 7) // 8)
        pixels = b"".join(compressor.compress(row) for _ in range(height)) + compressor.flush()
    body = header + b"".join(chunks) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def zeros(megabytes: int) -> bytes:
    """Compressed zeros that unpack to so many megabytes."""
    compressor = zlib.compressobj(9)
    million = bytes(1_000_000)
    return b"".join(compressor.compress(million) for _ in range(megabytes)) + compressor.flush()


def webp_header_only(width: int, height: int) -> bytes:
    """A lossless WebP of some 30 bytes: one colour, no matter how large."""
    small = encoded("WEBP", (1, 1), lossless=True)
    start = small.index(b"VP8L") + 8
    bits = int.from_bytes(small[start + 1 : start + 5], "little")
    bits = (bits & ~0xFFFFFFF) | (width - 1) | (height - 1) << 14
    return small[: start + 1] + bits.to_bytes(4, "little") + small[start + 5 :]


def animation(format: str, size: tuple[int, int], frames: int) -> bytes:
    """An animated GIF, PNG or WebP whose frames all differ."""
    images = [Image.new("L", size, 4 * number) for number in range(frames)]
    stream = BytesIO()
    images[0].save(stream, format, save_all=True, append_images=images[1:])
    return stream.getvalue()


def many_scans(scans: int) -> bytes:
    """A progressive JPEG that repeats its last scan."""
    jpeg = encoded("JPEG", (2000, 2000), progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * scans + jpeg[-2:]


def with_canary(format: str, orientation: int = 1) -> bytes:
    """A picture whose every kind of metadata holds CANARY: EXIF with GPS, XMP, comment, texts."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = CANARY.decode()  # description, artist
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[0x001D] = CANARY.decode()  # GPS date stamp
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + CANARY + b"</x:xmpmeta>"
    options: dict[str, Any] = {"exif": exif.tobytes(), "xmp": xmp, "icc_profile": profile()}
    image = Image.open(BytesIO(encoded("PNG")))
    if format == "GIF":
        options = {"comment": CANARY}
    elif format == "JPEG":
        options["comment"] = CANARY
    elif format == "PNG":
        return _png_with_canary(image, options)
    elif format == "HEIF":
        del options["icc_profile"]
        stream = BytesIO()
        pillow_heif.from_pillow(image).save(stream, **options)
        return stream.getvalue()
    stream = BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def _png_with_canary(image: Image.Image, options: dict[str, Any]) -> bytes:
    texts = PngInfo()
    texts.add_text("Comment", CANARY.decode())
    texts.add_itxt("XML:com.adobe.xmp", options.pop("xmp").decode())
    stream = BytesIO()
    image.save(stream, "PNG", pnginfo=texts, **options)
    return stream.getvalue()


def profile(kind: str = "sRGB") -> bytes:
    """An ICC profile with CANARY in its copyright; `swapped` has red and green exchanged."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {}
    for number in range(struct.unpack_from(">I", data, 128)[0]):
        name, offset, size = struct.unpack_from(">4sII", data, 132 + 12 * number)
        tags[name] = (132 + 12 * number, offset, size)
    _, offset, size = tags[b"cprt"]
    assert size >= 28
    text = CANARY[: size - 28]
    data[offset + 28 : offset + 28 + len(text)] = text
    if kind == "swapped":
        for name in (b"rXYZ", b"gXYZ"):
            other = b"gXYZ" if name == b"rXYZ" else b"rXYZ"
            struct.pack_into(">4s", data, tags[name][0], other)
        description = tags[b"desc"]
        plain = bytes(data[description[1] : sum(description[1:])])
        data[description[1] : sum(description[1:])] = plain.replace(
            "sRGB".encode("utf-16-be"), "odd!".encode("utf-16-be")
        )
    return bytes(data)
