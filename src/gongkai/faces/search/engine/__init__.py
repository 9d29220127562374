"""The search engine: an index of documents and their parts in a folder, and the questions put to it.

It knows neither the database nor the web. What is to be found comes in as :class:`Entry`, questions as
:class:`Query`, answers go out as :class:`Results`. The index holds tokens and keys, no text: the caller
hands the texts of the hits over where snippets are wanted.
"""

from gongkai.faces.search.engine.errors import (
    IndexBusy,
    IndexDamaged,
    IndexFull,
    IndexMissing,
    SearchIndexError,
)
from gongkai.faces.search.engine.folder import Folder
from gongkai.faces.search.engine.records import (
    FACETS,
    Entry,
    Facet,
    FacetValue,
    Held,
    Hit,
    Part,
    Query,
    Results,
    Suggestion,
)
from gongkai.faces.search.engine.searching import Engine
from gongkai.faces.search.engine.writing import Rebuild, Writer, rebuild, update

__all__ = [
    "FACETS",
    "Engine",
    "Entry",
    "Facet",
    "FacetValue",
    "Folder",
    "Held",
    "Hit",
    "IndexBusy",
    "IndexDamaged",
    "IndexFull",
    "IndexMissing",
    "Part",
    "Query",
    "Rebuild",
    "Results",
    "SearchIndexError",
    "Suggestion",
    "Writer",
    "rebuild",
    "update",
]
