"""Interim: replaced by the colleague who owns this file."""

from __future__ import annotations

import json
from typing import Any


def json_ld(document: Any) -> str:
    return json.dumps({"@context": "https://schema.org", "@graph": []})
