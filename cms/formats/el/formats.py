"""Dates in Greek."""

DATE_FORMAT = "j F Y"
