"""What the styles of a DOCX say of a paragraph and its runs, inherited from style to style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])\Z", re.IGNORECASE)
_TITLE = frozenset(("title", "标题"))
_OFF = frozenset(("0", "false", "off", "none"))
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Style:
    """The formatting that matters to the reader; None where nothing is said.

    ``level`` counts heading levels from 1; ``size`` is in points; ``number`` is the list's
    id, ``number_level`` its level from 0.
    """

    level: int | None = None
    title: bool = False
    align: str | None = None
    size: float | None = None
    bold: bool | None = None
    hidden: bool | None = None
    white: bool | None = None
    number: str | None = None
    number_level: int | None = None

    def over(self, other: Style) -> Style:
        """This style where it says something, else the other."""
        own = {name: value for name in _NAMES if (value := getattr(self, name)) not in (None, False)}
        for name in ("bold", "hidden", "white"):
            if getattr(self, name) is False:
                own[name] = False
        return replace(other, **own)


_NAMES = tuple(Style.__dataclass_fields__)


@dataclass(slots=True)
class Styles:
    """The styles of a document by id, each with what it inherits."""

    root: etree._Element | None
    ns: str
    _known: dict[str, Style] = field(default_factory=dict)
    _elements: dict[str, etree._Element] = field(default_factory=dict)
    _default: str | None = None
    base: Style = field(default_factory=Style)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for element in self.root.iter(f"{self.ns}style"):
            identity = element.get(f"{self.ns}styleId") or ""
            self._elements[identity] = element
            if element.get(f"{self.ns}type") == "paragraph" and element.get(f"{self.ns}default") == "1":
                self._default = identity
        defaults = self.root.find(f"{self.ns}docDefaults")
        if defaults is not None:
            run = defaults.find(f"{self.ns}rPrDefault/{self.ns}rPr")
            self.base = run_style(run, self.ns)

    def of(self, identity: str | None) -> Style:
        """The style of that id with all it inherits; the default paragraph style for None."""
        return self._resolve(identity or self._default or "", 0)

    def _resolve(self, identity: str, depth: int) -> Style:
        if identity in self._known:
            return self._known[identity]
        element = self._elements.get(identity)
        if element is None or depth > _DEPTH:
            return self.base
        parent = element.find(f"{self.ns}basedOn")
        inherited = (
            self.base if parent is None else self._resolve(parent.get(f"{self.ns}val") or "", depth + 1)
        )
        own = paragraph_style(element.find(f"{self.ns}pPr"), self.ns).over(Style())
        own = run_style(element.find(f"{self.ns}rPr"), self.ns).over(own)
        self._known[identity] = self._named(element, own).over(inherited)
        return self._known[identity]

    def _named(self, element: etree._Element, style: Style) -> Style:
        name = element.find(f"{self.ns}name")
        said = (name.get(f"{self.ns}val") or "").strip().lower() if name is not None else ""
        if said in _TITLE:
            return replace(style, title=True)
        heading = _HEADING.match(said)
        return replace(style, level=int(heading.group(1))) if heading and style.level is None else style


def paragraph_style(properties: etree._Element | None, ns: str) -> Style:
    """What a ``w:pPr`` element says."""
    if properties is None:
        return Style()
    outline = _value(properties, "outlineLvl", ns)
    number = properties.find(f"{ns}numPr")
    level = _value(number, "ilvl", ns)
    return Style(
        level=int(outline) + 1 if outline in tuple("012345678") else None,
        align=_value(properties, "jc", ns),
        number=_value(number, "numId", ns),
        number_level=int(level) if level and level.isdecimal() and len(level) < 3 else None,
    )


def run_style(properties: etree._Element | None, ns: str) -> Style:
    """What a ``w:rPr`` element says; white text counts as such only where nothing dark lies behind."""
    if properties is None:
        return Style()
    size = _value(properties, "sz", ns)
    colour = (_value(properties, "color", ns) or "").upper()
    shaded = properties.find(f"{ns}shd") is not None or properties.find(f"{ns}highlight") is not None
    return Style(
        size=int(size) / 2 if size and size.isdecimal() and len(size) < 5 else None,
        bold=_switch(properties, "b", ns),
        hidden=_switch(properties, "vanish", ns),
        white=(colour == "FFFFFF" and not shaded) if colour else None,
    )


def _value(element: etree._Element | None, name: str, ns: str) -> str | None:
    found = element.find(f"{ns}{name}") if element is not None else None
    return found.get(f"{ns}val") if found is not None else None


def _switch(element: etree._Element, name: str, ns: str) -> bool | None:
    found = element.find(f"{ns}{name}")
    return None if found is None else (found.get(f"{ns}val") or "1").lower() not in _OFF
