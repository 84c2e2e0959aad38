"""Breaking a title into lines, as large as the space for it allows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from blog.social_cards.faces import face

# The last is for what nobody writes; even 255 of the widest letters fit then.
SIZES = (104, 94, 84, 78, 72, 66, 60, 54, 48, 44, 40, 36, 32, 28, 24, 20, 16, 12, 8)
LEADING = 1.16
# A size looks good only with so many lines; below 40 pixels the height alone counts.
MOST_LINES = {104: 2, 94: 2, 84: 3, 78: 3, 72: 4, 66: 4, 60: 4}
# At other sizes letters are as wide but for rounding.
MEASURED_AT = 100
SLACK = 0.985


@dataclass(frozen=True)
class Wrapped:
    lines: tuple[str, ...]
    size: int

    @property
    def leading(self) -> int:
        return round(self.size * LEADING)

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def wrap(text: str, name: str, width: int, height: int) -> Wrapped:
    """`text` in the largest size of the face `name` that fits, its lines about equally long."""
    words = [(word, face(name, MEASURED_AT).getlength(word)) for word in text.split()]
    space = _length(name, " ")
    for size in SIZES:
        room = width * SLACK * MEASURED_AT / size
        lines = _lines(_broken(words, name, room), space, room)
        wrapped = Wrapped(tuple(lines), size)
        if wrapped.height <= height and len(lines) <= MOST_LINES.get(size, len(lines)):
            break
    return Wrapped(tuple(_balanced(words, name, space, room, len(lines))), size)


def _broken(words: list[tuple[str, float]], name: str, room: float) -> list[tuple[str, float]]:
    """The words, those that are longer than a line in pieces."""
    pieces: list[tuple[str, float]] = []
    for word, length in words:
        pieces += [(word, length)] if length <= room else _pieces(word, name, room)
    return pieces


def _pieces(word: str, name: str, room: float) -> list[tuple[str, float]]:
    pieces = [("", 0.0)]
    for letter in word:
        piece, length = pieces[-1]
        more = _length(name, letter)
        if piece and length + more > room:
            pieces.append((letter, more))
        else:
            pieces[-1] = (piece + letter, length + more)
    return pieces


@cache
def _length(name: str, letter: str) -> float:
    return face(name, MEASURED_AT).getlength(letter)


def _lines(words: list[tuple[str, float]], space: float, room: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for word, length in words:
        if lines[-1] and used + space + length > room:
            lines.append([])
            used = 0.0
        used += length + (space if lines[-1] else 0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def _balanced(
    words: list[tuple[str, float]], name: str, space: float, room: float, count: int
) -> list[str]:
    """The lines in the narrowest space that needs no more of them."""
    low, high = room / 2, room
    words = _broken(words, name, room)
    widest = max((length for _word, length in words), default=0)
    low = max(low, widest)
    for _ in range(6):
        middle = (low + high) / 2
        if len(_lines(words, space, middle)) <= count:
            high = middle
        else:
            low = middle
    return _lines(words, space, high)
