"""The last guard of the logs: a line is printed without the tokens in it."""

import logging

from cms.preview.tokens import without_tokens


class WithoutTokens(logging.Formatter):
    """Prints no token, whoever logged it: not in messages, addresses or tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))
