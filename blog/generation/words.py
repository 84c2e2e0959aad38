"""Invented words. They mean nothing, so no generated text can be taken for advice."""

from __future__ import annotations

from random import Random

ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "tr", "pl")
VOWELS = ("a", "e", "i", "o", "u", "ia", "eo")
SMALL = ("the", "a", "of", "with", "and", "in", "for", "to", "by", "from")
VOCABULARY = 3000


class Words:
    """Invented words, some of them common and most of them rare, as in a language."""

    def __init__(self, seed: int) -> None:
        random = Random(f"words {seed}")  # noqa: S311 - nothing here is a secret
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            syllables = random.randint(2, 4)
            parts = (random.choice(ONSETS) + random.choice(VOWELS) for _ in range(syllables))
            made["".join(parts)] = None
        self._words = list(made)

    def word(self, random: Random) -> str:
        """One word; those at the beginning of the vocabulary come more often."""
        return self._words[int(len(self._words) * random.random() ** 2)]

    def phrase(self, random: Random, count: int) -> str:
        return " ".join(self.word(random) for _ in range(count))

    def title(self, random: Random, count: int) -> str:
        return self.phrase(random, count).capitalize()

    def name(self, random: Random) -> str:
        return f"{self.word(random)} {self.word(random)}".title()

    def sentence(self, random: Random) -> str:
        count = random.randint(6, 16)
        words = [
            random.choice(SMALL) if index % 3 == 2 else self.word(random) for index in range(count)
        ]
        return f"{' '.join(words).capitalize()}."

    def sentences(self, random: Random, count: int) -> str:
        return " ".join(self.sentence(random) for _ in range(count))

    def paragraphs(self, random: Random, count: int, sentences: int = 3) -> str:
        """Rich text."""
        return "".join(f"<p>{self.sentences(random, sentences)}</p>" for _ in range(count))
