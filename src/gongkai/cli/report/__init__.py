"""A record as a page for people: Markdown to read on, HTML to look at, both from the same words."""
