"""Choices from the vocabulary. Their keys are text."""

from __future__ import annotations

from typing import Any

from wagtail import blocks


class TextKeys:
    """Wagtail looks for the key that a stored value stands for; a text stands for itself.

    A route has over a hundred choices, read several times whenever a post is saved: looking each
    up among its labels took a fifth of the time that publishing takes.
    """

    def normalize_choice(self, value: Any) -> Any:
        return value


class ChoiceBlock(TextKeys, blocks.ChoiceBlock):
    """One of some choices. In migrations and in the API it is Wagtail's own."""


class MultipleChoiceBlock(TextKeys, blocks.MultipleChoiceBlock):
    """Several of some choices. In migrations and in the API it is Wagtail's own."""
