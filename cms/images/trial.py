"""A trial decode in a process of its own, with bounded memory and time. Run as a script.

The containers of AVIF and HEIC may state another size than the video frame inside, so their
header bounds nothing: 3 kB that say 64 × 64 can unpack to more than a gigabyte. Whatever decodes
here within the bounds will do so in the web process too. Reads the file from standard input and
imports nothing of the project, so that it starts in a moment.
"""

import os
import resource
import sys
from io import BytesIO

MAX_MEMORY = 512 * 1024 * 1024
MAX_SECONDS = 20


def main() -> int:
    """Decode standard input; 0 if that went well."""
    # One thread on one core: stacks and pools of many would count as memory too.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    import pillow_heif
    from PIL import Image

    pillow_heif.register_heif_opener(decode_threads=1)
    data = BytesIO(sys.stdin.buffer.read())
    resource.setrlimit(resource.RLIMIT_DATA, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    with Image.open(data, formats=["AVIF", "HEIF"]) as image:
        image.load()
    return 0


if __name__ == "__main__":
    sys.exit(main())
