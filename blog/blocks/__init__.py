"""The blocks of a body, by family. `body.py` holds the only list of public keys."""
