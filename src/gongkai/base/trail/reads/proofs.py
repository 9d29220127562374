"""Proofs from the log of publications: that a version was in it, and that it has only grown since."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q

from gongkai.base.trail.key import key_id, public_key
from gongkai.base.trail.models import Leaf, Node, TreeHead
from gongkai.base.trail.statements import moment
from gongkai.rules.seal import merkle

FORMAT = "gongkai.publication-proof/1"


@dataclass(frozen=True, slots=True)
class Head:
    """The signed head of the log at one size; hashes, signature and key id in hexadecimal."""

    size: int
    root: str
    at: str
    signature: str
    key_id: str


@dataclass(frozen=True, slots=True)
class Proof:
    """That a version of a document stands in the log at ``index`` under ``head``."""

    kind: str
    address: str
    version: int
    record_sha256: str
    at: str
    index: int
    path: tuple[str, ...]
    head: Head
    public_key: str

    def as_json(self) -> dict[str, Any]:
        """The proof as a file that ``gongkai.base.trail.verifier`` reads."""
        return {"format": FORMAT, **asdict(self), "path": list(self.path)}


@dataclass(frozen=True, slots=True)
class Consistency:
    """That the log at the size of ``second`` begins with all that it held at the size of ``first``."""

    first: Head
    second: Head
    path: tuple[str, ...]


def latest_head() -> Head | None:
    """The newest signed head, None before the first publication."""
    head = TreeHead.objects.order_by("-size").first()
    return _head(head) if head else None


def proof_of(address: str, version: int, size: int | None = None) -> Proof | None:
    """The proof of the last line of the log for that version, under the newest head or that of ``size``.

    None where the log, at that size, has no such version.
    """
    found = proofs_of(address, version, size)
    return found[-1] if found else None


def proofs_of(address: str, version: int | None = None, size: int | None = None) -> tuple[Proof, ...]:
    """The proofs of all lines of the log for an address (or one version of it), the oldest first."""
    heads = TreeHead.objects.order_by("-size")
    head = (heads.filter(size=size) if size is not None else heads).first()
    if head is None:
        return ()
    lines = Leaf.objects.filter(address=address, index__lt=head.size)
    if version is not None:
        lines = lines.filter(version=version)
    return tuple(_proof(leaf, head) for leaf in lines.order_by("index"))


def consistency_of(first: int, second: int) -> Consistency | None:
    """The proof that the log of ``second`` lines begins with that of ``first``; None for other sizes."""
    heads = TreeHead.objects.in_bulk([first, second])
    if first not in heads or second not in heads or first > second:
        return None
    path = _path(merkle.consistency_ranges(first, second))
    return Consistency(_head(heads[first]), _head(heads[second]), path)


def _proof(leaf: Leaf, head: TreeHead) -> Proof:
    return Proof(
        leaf.kind,
        leaf.address,
        leaf.version,
        leaf.record_sha256,
        moment(leaf.at),
        leaf.index,
        _path(merkle.inclusion_ranges(leaf.index, head.size)),
        _head(head),
        public_key() if key_id(public_key()) == head.key_id else "",
    )


def _head(head: TreeHead) -> Head:
    return Head(head.size, head.root, moment(head.at), head.signature, head.key_id)


def _path(ranges: list[merkle.Range]) -> tuple[str, ...]:
    node = _nodes(block for span in ranges for block in merkle.blocks(span))
    return tuple(step.hex() for step in merkle.proof(ranges, node))


def _nodes(wanted: Iterable[merkle.Block]) -> Callable[[merkle.Block], bytes]:
    """The hashes of complete subtrees, fetched at once: a proof needs few."""
    which = Q(pk__in=[])
    for level, place in wanted:
        which |= Q(level=level, place=place)
    rows = Node.objects.filter(which).values_list("level", "place", "hash")
    held = {(level, place): bytes.fromhex(value) for level, place, value in rows}
    return held.__getitem__
