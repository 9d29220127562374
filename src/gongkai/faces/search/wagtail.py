"""The search boxes of the staff shell (pages, pictures, files, users), by the one analyser of the house.

Wagtail's own database search takes a Chinese sentence for one word and finds nothing in it. The lists of
the shell are short (an office's pages and pictures), so each row is asked by itself.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q
from modelsearch.backends.database.fallback import (
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText

from gongkai.rules.query.grammar import Asked, read_query
from gongkai.rules.query.matching import answers


class Compiler(DatabaseSearchQueryCompiler):  # type: ignore[misc]
    """A question put to every row of a list, in the order of the list."""

    def build_database_filter(self, query: Any, boost: float = 1.0) -> Any:
        """The condition for the rows whose searchable texts answer."""
        if isinstance(query, Phrase):
            return self._rows(read_query(f'"{query.query_string}"'))
        if isinstance(query, PlainText):
            return self._rows(read_query(query.query_string))
        return super().build_database_filter(query, boost)

    def _rows(self, asked: Asked) -> Q:
        found = [
            row.pk
            for row in self.queryset.all().iterator(500)
            if answers(asked, _texts(row, self.fields_names))
        ]
        return Q(pk__in=found)


class SearchBackend(DatabaseSearchBackend):  # type: ignore[misc]
    """What ``WAGTAILSEARCH_BACKENDS`` names."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = Compiler


def _texts(row: Model, names: list[str]) -> list[str]:
    """The searchable words of a row; blocks of a page count with the words that they show."""
    whole = getattr(row, "specific", row)
    texts = []
    for name in names:
        value = getattr(whole, name, "")
        words = (
            value.stream_block.get_searchable_content(value) if hasattr(value, "stream_block") else [value]
        )
        texts += [str(word) for word in words if word]
    return texts
