"""Django's SQLite, reading long statements faster."""
