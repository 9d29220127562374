"""What the register answers: who a name means, who belongs to a group, what a unit is and was."""

from gongkai.base.units.reads.bodies import (
    BodyLine,
    Dependent,
    Filters,
    Lineage,
    NameSpan,
    Page,
    PlaceLine,
    Step,
    UnitPage,
    choices_of_bodies,
    dependents,
    kinds,
    listing,
    name_on,
    place_by_code,
    places,
    unit_page,
)
from gongkai.base.units.reads.groups import Member, expand, possible_members
from gongkai.base.units.reads.names import Candidate, Resolver, names_borne, resolve, resolver
from gongkai.base.units.reads.table import export_csv

__all__ = [
    "BodyLine",
    "Candidate",
    "Dependent",
    "Filters",
    "Lineage",
    "Member",
    "NameSpan",
    "Page",
    "PlaceLine",
    "Resolver",
    "Step",
    "UnitPage",
    "choices_of_bodies",
    "dependents",
    "expand",
    "export_csv",
    "kinds",
    "listing",
    "name_on",
    "names_borne",
    "place_by_code",
    "places",
    "possible_members",
    "resolve",
    "resolver",
    "unit_page",
]
