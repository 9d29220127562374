"""The parts of a DOCX, taken out of the archive only after its size has been looked at."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from gongkai.formats.errors import UnusableInput
from gongkai.formats.file import File

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SMALL = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts that matter: the document and, where present, styles, numbering, properties."""

    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    core: etree._Element | None


def open_package(file: File) -> Package:
    """The parsed parts of a DOCX; :class:`UnusableInput` for a bomb, a broken or locked archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            _check(archive, file)
            return _parts(archive, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnusableInput(file.name, "broken-zip") from error


def _check(archive: zipfile.ZipFile, file: File) -> None:
    entries = archive.infolist()
    if len(entries) > file.limits.entries or sum(e.file_size for e in entries) > file.limits.unpacked_bytes:
        raise UnusableInput(file.name, "bomb")
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnusableInput(file.name, "encrypted")
        if entry.file_size > _SMALL and entry.file_size > file.limits.ratio * max(entry.compress_size, 1):
            raise UnusableInput(file.name, "bomb")


def _parts(archive: zipfile.ZipFile, file: File) -> Package:
    names = {name.lower().lstrip("/"): name for name in archive.namelist()}
    main = _target(archive, file, names, "_rels/.rels", "", "/officedocument") or "word/document.xml"
    folder, base = posixpath.split(main)
    rels = f"{folder}/_rels/{base}.rels"
    document = _xml(archive, file, names, main)
    if document is None:
        raise UnusableInput(file.name, "broken-zip", "缺少正文部件")
    styles = _target(archive, file, names, rels, folder, "/styles") or f"{folder}/styles.xml"
    numbering = _target(archive, file, names, rels, folder, "/numbering") or f"{folder}/numbering.xml"
    return Package(
        document,
        _xml(archive, file, names, styles),
        _xml(archive, file, names, numbering),
        _xml(archive, file, names, "docprops/core.xml"),
    )


def _target(
    archive: zipfile.ZipFile, file: File, names: dict[str, str], rels: str, folder: str, kind: str
) -> str | None:
    """The part to which the relationships of ``rels`` give the role ``kind``."""
    root = _xml(archive, file, names, rels)
    for relation in root.iter(_REL) if root is not None else ():
        if (relation.get("Type") or "").lower().endswith(kind):
            target = relation.get("Target") or ""
            path = target if target.startswith("/") else posixpath.join(folder, target)
            return posixpath.normpath(path).lstrip("/").lower()
    return None


def _xml(archive: zipfile.ZipFile, file: File, names: dict[str, str], part: str) -> etree._Element | None:
    name = names.get(part)
    if name is None:
        return None
    with archive.open(name) as stream:
        data = stream.read(file.limits.stream_bytes + 1)
    if len(data) > file.limits.stream_bytes or b"<!DOCTYPE" in data[:4096]:
        # No writer of DOCX declares a document type; entities are what it would be for.
        raise UnusableInput(file.name, "bomb")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnusableInput(file.name, "broken", name) from error
    if root is None:
        raise UnusableInput(file.name, "broken", name)
    return root
