"""Invented provinces, cities and counties with their bodies."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from gongkai.samples.variants.pools import words
from gongkai.samples.wording import elided

# What the bodies of a place begin with; those of the centre begin with nothing.
PREFIXES = ("市", "市", "市", "市", "市", "市", "省", "省", "县", "县", "区", "")


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place with its level: ``name`` without the level's word, ``prefix`` what its bodies begin with."""

    name: str
    prefix: str
    code: str

    @property
    def full(self) -> str:
        """The name with its level, such as 青陵市."""
        return self.name + self.prefix

    @property
    def government(self) -> str:
        """The people's government, or the State Council."""
        return f"{self.full}人民政府" if self.prefix else "国务院"

    @property
    def office(self) -> str:
        """The general office, 办公厅 in a province and above, 办公室 below."""
        return f"{self.government}办公{'厅' if self.prefix in ('省', '') else '室'}"


def draw_place(chance: Random) -> Jurisdiction:
    """An invented place of any level, cities most often."""
    prefix = chance.choice(PREFIXES)
    if not prefix:
        return Jurisdiction("", "", "国")
    if prefix == "省":
        place = chance.randrange(len(words("places", "provinces")))
        return Jurisdiction(
            words("places", "provinces")[place], prefix, words("places", "abbreviations")[place]
        )
    first = chance.choice(words("places", "first"))
    return Jurisdiction(first + chance.choice(words("places", "second")), prefix, first)


def unit_names(place: Jurisdiction) -> list[str]:
    """The full names of all bodies of ``place`` that a duty may name."""
    if not place.prefix:
        return words("units", "ministries")
    names = []
    for office in words("units", "offices"):
        raised = place.prefix == "省" and office.endswith("局") and office not in words("units", "bureaus")
        names.append(place.prefix + (office[:-1] + "厅" if raised else office))
    return names


def draw_units(chance: Random, place: Jurisdiction, count: int) -> list[str]:
    """``count`` different bodies; now and then one of the party, a local company, or a group at the end."""
    units = chance.sample(unit_names(place), count)
    if chance.random() < 0.15:
        party = words("units", "party" if place.prefix else "central_party")
        units[0] = place.prefix + chance.choice(party)
    if place.prefix and count > 2 and chance.random() < 0.15:
        units[-2] = chance.choice(words("units", "local")).format(name=place.name)
    if count > 1 and chance.random() < 0.15:
        units[-1] = chance.choice(groups(place))
    return units


def groups(place: Jurisdiction) -> list[str]:
    """The words that stand for several bodies at once below ``place``."""
    if not place.prefix:
        return ["各省（区、市）人民政府", "各有关部门"]
    rural = words("units", "groups")[-2:]
    return rural if place.prefix in "县区" else words("units", "groups")[:4]


@dataclass(frozen=True, slots=True)
class UnitStyle:
    """How one author writes lists of units: the separator, and whether the level prefix is left out."""

    separator: str = "、"
    elides: bool = True

    def write(self, units: list[str], place: Jurisdiction) -> str:
        """The list as this author writes it."""
        written = elided(units, place.prefix) if self.elides else "、".join(units)
        return written if self.separator == "、" else self._separated(written)

    def _separated(self, written: str) -> str:
        """The list with the author's own separator, that of names in brackets kept."""
        parts, depth = [], 0
        for sign in written:
            depth += (sign == "（") - (sign == "）")
            parts.append(self.separator if sign == "、" and depth == 0 else sign)
        return "".join(parts)


def draw_style(chance: Random) -> UnitStyle:
    """A way to write lists of units."""
    return UnitStyle(chance.choice("、、、、，"), chance.random() < 0.5)
