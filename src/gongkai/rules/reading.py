"""From the blocks of a source to the record of a gazette."""

from __future__ import annotations

from gongkai.rules.blocks import Source
from gongkai.rules.records import Gazette


def read_source(source: Source) -> Gazette:
    """The record that ``source`` states; half-good input gives a record with findings."""
    raise NotImplementedError(source.name)
