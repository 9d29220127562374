"""The rooms in which the work is done; data flows from left to right: intake, library."""
