"""Dates in English."""

DATE_FORMAT = "j F Y"
