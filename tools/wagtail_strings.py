"""Which words of the installed packages a Chinese reader would see in English, and what we give instead.

The staff's pages are Wagtail's. What Wagtail and the packages beside it do not say in Simplified Chinese
themselves stands in ``src/gongkai/config/locale/zh_Hans``, and nothing else does. Run it after an upgrade:

    python tools/wagtail_strings.py            what is missing, and what the packages now say themselves
    python tools/wagtail_strings.py --update   the same, written into our .po (to be filled in) and .mo
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src" / "gongkai" / "config" / "locale"
LANGUAGE = "zh_Hans"
DOMAINS = ("django", "djangojs")
# Every installed package that has words for people, whether its pages are linked today or not.
PACKAGES = (
    "django.conf",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "wagtail",
    "wagtail.admin",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.search_promotions",
    "allauth",
    "axes",
    "taggit",
    "treebeard",
    "modelsearch",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}")
NAMELESS = frozenset({"%s", "%d", "%r", "{}"})
WRITTEN = datetime(2026, 11, 23, tzinfo=UTC)
NOTICE = """\
# What Wagtail and the packages beside it do not say in Simplified Chinese themselves.
# Kept by tools/wagtail_strings.py; the words are ours."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a message is looked up by at run time; ``plural`` messages are found by their singular."""

    context: str | None
    text: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between what is wanted of our catalogue and what it holds."""

    missing: list[tuple[str, Message]]
    surplus: list[Message]


def key_of(message: Message) -> Key:
    """The key of a message, the same for one read from a .po and from a .mo."""
    context = cast("str | bytes | None", message.context)  # bytes in one read from a .mo
    if isinstance(context, bytes):
        context = context.decode()
    texts = forms(message.id)
    return Key(context or None, texts[0], len(texts) > 1)


def forms(text: object) -> tuple[str, ...]:
    """The forms of a message's id or of its translation, of which a plain one has a single one."""
    return tuple(map(str, text)) if isinstance(text, (tuple, list)) else (str(text),)


def placeholders(text: str) -> list[str]:
    """What the program fills in; a sentence may name the same thing twice, but not count twice.

    >>> placeholders("%(user)s 保存了 %d 次，{title}，%(user)s")
    ['%(user)s', '%d', '{title}']
    """
    found = sorted(PLACEHOLDER.findall(text))
    return [one for n, one in enumerate(found) if one in NAMELESS or one not in found[:n]]


def fits(message: Message) -> bool:
    """Whether a message is translated, and each form fills in what the English says.

    Chinese has one form for any number. It must carry the number even where the English singular
    writes it as a word.

    >>> fits(Message(("one page", "%(n)s pages"), ("一个页面",)))
    False
    """
    if message.fuzzy or not all(forms(message.string)):
        return False
    allowed = [placeholders(text) for text in forms(message.id)]
    if not allowed[0]:
        allowed = allowed[-1:]
    return all(placeholders(text) in allowed for text in forms(message.string))


def folder_of(package: str) -> Path:
    """Where a package is installed; raises ModuleNotFoundError if it is not."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def said_in_english(package: str, domain: str) -> tuple[Message, ...]:
    """Every message of a package: from its English catalogue, else from its Python source."""
    folder = folder_of(package)
    catalogue = folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    if catalogue.exists():
        return tuple(read_catalogue(catalogue))
    return tuple(extracted(folder)) if domain == "django" else ()


def extracted(folder: Path) -> Iterator[Message]:
    """The messages in the Python source of a folder, its tests left aside."""
    found = extract_from_dir(folder, [("**.py", "python")], {}, KEYWORDS, ("Translators:",))
    for file, _line, text, comments, context in found:
        if "tests" not in Path(file).parts:
            yield Message(text, auto_comments=comments, context=context)


def read_catalogue(path: Path) -> list[Message]:
    """The messages of a .po, without its header; none if there is no such file."""
    if not path.exists():
        return []
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def read_compiled(path: Path) -> list[Message]:
    """The messages of a .mo, without its header; none if there is no such file."""
    return messages_in(path.read_bytes()) if path.exists() else []


def messages_in(compiled: bytes) -> list[Message]:
    """The messages in the bytes of a .mo, without its header."""
    return [message for message in read_mo(BytesIO(compiled)) if message.id]


def ours(domain: str) -> Path:
    """Our own .po of a domain."""
    return LOCALE / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def without_chinese(domain: str) -> dict[Key, tuple[str, Message]]:
    """What the packages do not say in Chinese themselves, each with the first package that says it."""
    wanted: dict[Key, tuple[str, Message]] = {}
    for package in PACKAGES:
        compiled = folder_of(package) / "locale" / LANGUAGE / "LC_MESSAGES" / f"{domain}.mo"
        said = {key_of(message) for message in read_compiled(compiled) if fits(message)}
        for message in said_in_english(package, domain):
            key = key_of(message)
            # A lookup without a number finds the first form of a plural message as well.
            if key not in said and Key(key.context, key.text, True) not in said:
                wanted.setdefault(key, (package, message))
    return wanted


def change(domain: str) -> Change:
    """What our catalogue of a domain lacks, and what stands in it without need."""
    wanted = without_chinese(domain)
    held = read_catalogue(ours(domain))
    done = {key_of(message) for message in held if all(forms(message.string))}
    return Change(
        missing=[entry for key, entry in wanted.items() if key not in done],
        surplus=[message for message in held if key_of(message) not in wanted],
    )


def empty() -> Catalog:
    """A catalogue without messages. Its dates stand still, or each run would change the file."""
    return Catalog(
        locale=LANGUAGE,
        header_comment=NOTICE,
        project="gongkai",
        version=LANGUAGE,
        msgid_bugs_address="",
        last_translator="gongkai",
        language_team=LANGUAGE,
        creation_date=WRITTEN,
        revision_date=WRITTEN,
        fuzzy=False,
    )


def update(domain: str) -> None:
    """Write our .po anew in the order of the packages, and compile it."""
    held = {key_of(message): message.string for message in read_catalogue(ours(domain))}
    catalogue = empty()
    for key, (package, message) in without_chinese(domain).items():
        catalogue.add(
            message.id,
            held.get(key, ("",) if key.plural else ""),
            locations=[(package, 1)],
            auto_comments=message.auto_comments,
            context=key.context,
        )
    path = ours(domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(domain))


def compiled(domain: str) -> bytes:
    """Our .po as a .mo, without what still waits for its Chinese: English is better than nothing."""
    catalogue = empty()
    for message in read_catalogue(ours(domain)):
        if fits(message):
            catalogue[message.id] = message
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """The exit code: 1 if a Chinese reader would see English."""
    code = 0
    for domain in DOMAINS:
        if "--update" in arguments:
            update(domain)
        difference = change(domain)
        for package, message in difference.missing:
            print(f"{domain}: {package}: {' | '.join(forms(message.id))!r} has no Chinese")
            code = 1
        for message in difference.surplus:
            print(f"{domain}: {forms(message.id)[0]!r} is no longer needed")
        print(f"{domain}: {len(read_catalogue(ours(domain)))} messages of ours", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
