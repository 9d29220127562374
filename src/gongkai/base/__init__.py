"""Rooms that know nothing of the work: originals, units, accounts, the trail, the look."""
