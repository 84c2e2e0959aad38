"""The front door: home page, standard pages, demo content."""
