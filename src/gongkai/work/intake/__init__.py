"""From an original to an accepted reading: the reader's output, checked by people field by field.

Owns readings, their items and fields, and the decisions on them. Reads files and units. Serves the library.
"""
