"""What crosses rooms: the public site, search, open data."""
