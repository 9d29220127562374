"""Public views of the site: parse the address, ask the rooms below, render."""
