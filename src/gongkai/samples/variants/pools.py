"""The words from which variants are made, read once from the data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from gongkai.samples.load import table


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of government with its plans, objects of work and indicators."""

    name: str
    topics: tuple[str, ...]
    objects: tuple[str, ...]
    rates: tuple[str, ...]
    counts: tuple[tuple[str, str], ...]
    amounts: tuple[tuple[str, str], ...]


@cache
def pools() -> dict[str, Any]:
    """Every list of the data file by its section and name."""
    return table("pools.toml")


def words(section: str, name: str) -> list[str]:
    """The list ``name`` of ``section``.

    >>> words("prose", "parts")[0]
    '重点任务'
    """
    found: list[str] = pools()[section][name]
    return found


@cache
def domains() -> tuple[Domain, ...]:
    """All fields of government."""
    return tuple(
        Domain(
            record["name"],
            tuple(record["topics"]),
            tuple(record["objects"]),
            tuple(record["rates"]),
            tuple((name, unit) for name, unit in record["counts"]),
            tuple((name, unit) for name, unit in record["amounts"]),
        )
        for record in pools()["domains"]
    )
