"""Duties: who must do what by when, and the values that are to be reached."""
