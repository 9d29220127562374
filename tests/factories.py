"""Builders for the tests of all rooms: the sample city, people of every role, the sample issue on its way.

The files are read once in a process; a database gets the rows anew for each test, in some tenths of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.base.accounts.models import Grant, User
from gongkai.base.files.actions import Incoming, receive
from gongkai.base.files.store import sha256_of
from gongkai.base.units.actions import import_csv
from gongkai.base.units.commands import sample_csv
from gongkai.base.units.models import Body, Jurisdiction
from gongkai.formats.sniff import media_type
from gongkai.rules.access import (
    ADMINISTRATOR,
    CLERK,
    OFFICE_HEAD,
    REVIEWER,
    SYSTEM,
    UNIT_MEMBER,
    Held,
    Reader,
)
from gongkai.samples import write_sample
from gongkai.work.intake.actions import accept_unseen, start_reading
from gongkai.work.intake.reader import Made, Order, make_reading
from gongkai.work.library.actions import Admitted, admit, publish, publish_issue

PLACE = "9801"
PASSWORD = "a-long-password-2020"  # noqa: S105  # of every person made here, to sign in as them


@dataclass(frozen=True)
class City:
    """The sample city 云滨市 (id ``place``) and its people, one of each role."""

    place: int
    clerk: Reader
    reviewer: Reader
    head: Reader
    administrator: Reader
    member: Reader

    @property
    def office(self) -> tuple[Reader, ...]:
        """Those who see drafts of the city."""
        return (self.clerk, self.reviewer, self.head)


def make_city() -> City:
    """The register of the sample city imported, and a user of each role in it."""
    if not import_csv(SYSTEM, sample_csv(), dry_run=False).good:
        raise AssertionError("the sample register has faults")
    place = Jurisdiction.objects.get(code=PLACE)
    below = frozenset(Jurisdiction.objects.filter(code__startswith=PLACE).values_list("pk", flat=True))
    unit = Body.objects.filter(jurisdiction=place, kind=Body.Kind.DEPARTMENT).order_by("code")[0]
    return City(
        place.pk,
        make_person("jingban", "经办人", CLERK, place, below),
        make_person("shenhe", "审核人", REVIEWER, place, below),
        make_person("fuzeren", "负责人", OFFICE_HEAD, place, below),
        make_person("guanliyuan", "管理员", ADMINISTRATOR, None, None),
        make_person("lianluo", "联络员", UNIT_MEMBER, None, None, unit),
    )


def make_person(
    username: str,
    name: str,
    role: str,
    place: Jurisdiction | None,
    places: frozenset[int] | None,
    unit: Body | None = None,
) -> Reader:
    """A user who holds one role, as the reader that he is."""
    user = User.objects.create_user(username, password=PASSWORD, display_name=name)
    Grant.objects.create(user=user, role=role, jurisdiction=place, unit=unit)
    return Reader(user.pk, name, (Held(role, places, unit.pk if unit else None),))


@cache
def sample_file(kind: str = "txt") -> bytes:
    """The sample issue in a format."""
    with TemporaryDirectory() as folder:
        [path] = write_sample(Path(folder), [kind])
        return path.read_bytes()


@cache
def read(data: bytes, name: str) -> Made:
    """What the reader makes of a file; each file is read once in a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        made = make_reading(Order(0, sha256_of(data), str(path), name), frozenset())
    if not isinstance(made, Made):
        raise AssertionError(f"{name}: {made.reason}")
    return made


def start(data: bytes, name: str, place: int | None = None) -> int:
    """The id of the open reading of a file that has come in."""
    receipt = receive(SYSTEM, Incoming(data, name, "command", name, place), media_type(data))
    return start_reading(SYSTEM, read(data, name).new, arrival=receipt.arrival, jurisdiction=place)


def accept(city: City, data: bytes, name: str) -> int:
    """The id of the reading of a file, accepted by the clerk without a closer look."""
    reading = start(data, name, city.place)
    accept_unseen(city.clerk, reading, "样本")
    return reading


def admit_file(city: City, data: bytes, name: str) -> Admitted:
    """A file read, accepted and admitted, not published."""
    return admit(city.clerk, accept(city, data, name))


def admit_text(city: City, *paragraphs: str, name: str = "wenjian.txt") -> Admitted:
    """A document of our own words, read, accepted and admitted."""
    return admit_file(city, "\n".join(paragraphs).encode(), name)


def admit_sample(city: City, kind: str = "txt") -> Admitted:
    """The sample issue read, accepted and admitted, not published."""
    return admit_file(city, sample_file(kind), f"sample.{kind}")


def publish_sample(city: City, kind: str = "txt") -> Admitted:
    """The sample issue as the public reads it: accepted by the clerk, published by the reviewer."""
    done = admit_sample(city, kind)
    if done.issue is None:
        raise AssertionError("the sample is an issue")
    publish_issue(city.reviewer, done.issue)
    return done


def publish_text(city: City, *paragraphs: str, name: str = "wenjian.txt") -> str:
    """The key of a document of our own words that is published."""
    done = admit_text(city, *paragraphs, name=name)
    publish(city.reviewer, done.keys)
    return done.keys[0]
