"""A small installation with a thing of every kind in it: public, draft, corrected, withdrawn, at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from tests.factories import (
    City,
    admit_file,
    make_city,
    make_person,
    publish_sample,
    publish_text,
    sample_file,
    start,
)
from wagtail.documents.models import Document as File
from wagtail.images.models import Image
from wagtail.models import Site

from gongkai.base.accounts.models import Grant, User
from gongkai.base.files.actions import Incoming, receive
from gongkai.base.files.models import Arrival
from gongkai.base.files.office import SIGNER
from gongkai.base.units.models import Alias, Body, Jurisdiction
from gongkai.faces.search import actions as search
from gongkai.faces.search.jobs import rebuild_index
from gongkai.rules.access import CLERK, PUBLIC, SYSTEM, Reader
from gongkai.work.intake.models import Fact, Reading
from gongkai.work.library import actions
from gongkai.work.library.models import Citation, Clause, Document, Issue, Version

BACKEND = "gongkai.base.accounts.backends.grants.GrantBackend"
# Words that stand in what is not public alone. A search for the first of a pair must not bring the second.
SECRETS = (("独坐", "幽篁里"), ("弹琴", "复长啸"), ("深林", "人不知"), ("明月", "来相照"))
IN_DRAFT, IN_CORRECTION, WITHDRAWN, AT_DESK = ("".join(pair) for pair in SECRETS)
OF_DISTRICT = "青汀区"
PICTURE = bytes.fromhex(
    "47494638396101000100800000ffffff00000021f90400000000002c00000000010001000002024401003b"
)
# Where the number of a pattern belongs: the beginning of the pattern, and the name of the thing.
KEYS = (
    ("office/people/", "person"),
    ("office/files/", "arrival"),
    ("office/intake/", "reading"),
    ("office/library/issues/", "issue"),
    ("office/library/citations/", "citation"),
    ("office/library/proposals/", "citation"),
    ("office/library/problems/", "problem"),
    ("office/search/forget/", "search"),
    ("office/search/picks/", "pick"),
    ("office/sites/", "site"),
    ("office/users/", "person"),
    ("office/documents/", "file"),
    ("office/images/", "image"),
)
SLUGS = (("feeds/topics/", "topic"), ("topics/", "topic"), ("office/library/topics/", "topic"))
Values = dict[str, str]


@dataclass(frozen=True)
class World:
    """Who is in it, and the values that its addresses take: of what is public, and of what is not."""

    people: dict[str, Reader]
    shared: Values
    published: Values
    hidden: dict[str, Values]

    def client(self, kind: str, *, csrf: bool = False) -> Client:
        """A browser of a kind of reader; faults of the server are answers, not exceptions."""
        client = Client(enforce_csrf_checks=csrf, raise_request_exception=False)
        if kind != "public":
            client.force_login(User.objects.get(pk=self.people[kind].user_id or 0), backend=BACKEND)
        return client

    def values(self, pattern: str, kind: str, state: str = "") -> Values:
        """What stands for the parameters of ``pattern``: of the public things, or of the hidden one named."""
        found = {**self.shared, **self.published, **self.hidden.get(state, {})}
        found["token"] = SIGNER.sign(f"{found['sha256']}.{self.people.get(kind, PUBLIC).user_id}")
        for beginning, name in KEYS:
            if pattern.startswith(beginning):
                found["pk"] = found[name]
        for beginning, name in SLUGS:
            if pattern.startswith(beginning):
                found["slug"] = found[name]
        if pattern.startswith("office/intake/"):
            found["number"] = "1"
        if pattern.startswith("office/units/"):
            found["name"] = "edit"
        if pattern.startswith("office/people/"):
            found["act"] = "deactivate"
        return found


def make_world() -> World:
    """The sample city with its issue published, and beside it whatever the public must not see."""
    city = make_city()
    done = publish_sample(city)
    key = done.keys[0]
    hidden = {
        "draft": _draft(city),
        "corrected": _corrected(city, done.keys[1]),
        "withdrawn": _withdrawn(city),
        "at the desk": _at_the_desk(city),
    }
    people = _people(city)
    shared = _shared(city, people, key)
    rebuild_index()
    issue = Issue.objects.get(pk=done.issue or 0)
    return World(people, shared, {**_of_issue(issue), **_of_document(key)}, hidden)


def _people(city: City) -> dict[str, Reader]:
    district = Jurisdiction.objects.get(name=OF_DISTRICT)
    foreign = make_person("waiqu", "外区经办人", CLERK, district, frozenset({district.pk}))
    citizen = User.objects.create_user("shimin", display_name="市民")
    return {
        "citizen": Reader(citizen.pk, "市民"),
        "unit_member": city.member,
        "clerk": city.clerk,
        "reviewer": city.reviewer,
        "office_head": city.head,
        "administrator": city.administrator,
        "foreign_clerk": foreign,
    }


def _shared(city: City, people: dict[str, Reader], key: str) -> Values:
    """The things that are no records of the gazette, by the name of the parameter that takes them."""
    clerk, head = people["clerk"], people["office_head"]
    body = Body.objects.get(code="yunbin-civil-affairs")
    alias, _new = Alias.objects.get_or_create(body=body, name="民政局样名")
    site = Site.objects.get()
    numbers = {
        "person": clerk.user_id,
        "grant": Grant.objects.get(user_id=clerk.user_id or 0).pk,
        "alias": alias.pk,
        "problem": actions.report_problem(PUBLIC, key, "第二页的数字有误"),
        "search": search.save_search(clerk, "样本", "q=样本", timezone.now()).pk,
        "pick": search.pick(clerk, "样本", key, "", 0, known=True).pk,
        "site": site.pk,
        "page_id": site.root_page_id,
        "parent_page_id": site.root_page_id,
        "page_to_move_id": site.root_page_id,
        "file": (file := File.objects.create(title="样本", file=ContentFile(b"x", "x.txt"))).pk,
        "document_id": file.pk,
        "doc_id": file.pk,
        "image": (image := Image.objects.create(title="样本", file=ContentFile(PICTURE, "x.gif"))).pk,
        "image_id": image.pk,
    }
    return {name: str(number) for name, number in numbers.items()} | {
        "code": body.code,
        "topic": actions.keep_topic(head, "样本主题", "yangben"),
        "part": "documents-1",
        "ending": "json",
        "table": "tasks",
    }


def _of_issue(issue: Issue) -> Values:
    reading = Reading.objects.get(pk=issue.reading_id)
    return {
        "issue": str(issue.pk),
        "slug": issue.series.slug,
        "year": str(issue.year),
        "number": str(issue.number),
        "page": "1",
        **_of_reading(reading),
    }


def _of_reading(reading: Reading) -> Values:
    fact = Fact.objects.filter(item__reading=reading).order_by("pk").first()
    note = reading.notes.order_by("pk").first()
    arrival = Arrival.objects.filter(original__sha256=reading.original_id).order_by("pk").first()
    return {
        "reading": str(reading.pk),
        "item": str(fact.item_id if fact else 0),
        "note": str(note.pk if note else 0),
        "sha256": str(reading.original_id),
        "arrival": str(arrival.pk if arrival else 0),
    }


def _of_document(key: str) -> Values:
    version = Version.objects.filter(document__key=key).order_by("-number")[0]
    citation = Citation.objects.filter(version=version).order_by("pk").first()
    return {
        "key": key,
        "version": str(version.number),
        "eid": Clause.objects.filter(version=version).order_by("pk")[0].eid,
        **({"citation": str(citation.pk)} if citation else {}),
    }


def _draft(city: City) -> Values:
    """The next issue, admitted and not published; its documents are others than those of the sample."""
    text = sample_file().decode()
    for old, new in (
        ("第9期", "第10期"),
        ("第213期", "第214期"),
        ("〔2024〕", "〔2023〕"),
        ("宜居云滨", IN_DRAFT),
    ):
        text = text.replace(old, new)
    done = admit_file(city, text.encode(), "draft.txt")
    issue = Issue.objects.get(pk=done.issue or 0)
    key = next(key for key in done.keys if IN_DRAFT in Document.objects.get(key=key).title)
    return {**_of_issue(issue), **_of_document(key)}


def _corrected(city: City, key: str) -> Values:
    """A correction that waits; the version before stays public."""
    clause = Clause.objects.filter(version__document__key=key, kind="paragraph").order_by("pk")[0]
    actions.correct(city.clerk, key, clauses={clause.eid: IN_CORRECTION}, why="样本")
    return _of_document(key)


def _withdrawn(city: City) -> Values:
    words = (
        "云滨市人民政府文件",
        "云政发〔2024〕88号",
        "云滨市人民政府关于做好样本工作的意见",
        "各区人民政府：",
        f"一、{WITHDRAWN}。",
        "云滨市人民政府",
        "2024年3月1日",
    )
    key = publish_text(city, *words)
    actions.withdraw(city.reviewer, [key], "样本")
    version = Version.objects.get(document__key=key)
    return {**_of_document(key), **_of_reading(Reading.objects.get(pk=version.reading_id))}


def _at_the_desk(city: City) -> Values:
    """A reading that nobody has accepted, and a file that is no gazette."""
    text = sample_file().decode().replace("第9期", "第11期").replace("宜居云滨", AT_DESK)
    reading = Reading.objects.get(pk=start(text.encode(), "desk.txt", city.place))
    receive(SYSTEM, Incoming(b"\x00\x01", "bad.bin", "command", "bad.bin", city.place), "")
    return _of_reading(reading)
