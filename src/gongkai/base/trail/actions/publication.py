"""The log of publications (发布日志) grows: a leaf for each version, a signed head for each size."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.base.trail.actions.entries import Actor, Refused, locked_head
from gongkai.base.trail.key import sign
from gongkai.base.trail.models import Leaf, Node, TreeHead
from gongkai.base.trail.statements import head_statement, leaf_statement
from gongkai.rules.seal import merkle

KINDS = ("published", "corrected", "withdrawn")
_SHA256 = 64


def log_publication(
    actor: Actor, kind: str, address: str, version: int, record_sha256: str, at: datetime
) -> int:
    """Write a publication into the log; its index there.

    ``kind`` is one of :data:`KINDS`, ``address`` the permanent one of the document, ``record_sha256``
    the hash of its published record. Call it in the transaction that publishes, once its own entry is
    recorded. Raises Refused for an unknown kind, a bad hash or a moment without time zone,
    TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a publication is logged with its change")
    if kind not in KINDS or not _is_sha256(record_sha256) or at.tzinfo is None:
        raise Refused([f"{kind} {address} {version} {record_sha256}"])
    locked_head()
    index = Leaf.objects.count()
    data = leaf_statement(kind, address, version, record_sha256, at)
    leaf = merkle.leaf_hash(data)
    Leaf.objects.create(
        index=index,
        at=at,
        kind=kind,
        address=address,
        version=version,
        record_sha256=record_sha256,
        leaf_hash=leaf.hex(),
    )
    _grow(index, leaf)
    _sign(index + 1, at)
    return index


def _is_sha256(text: str) -> bool:
    return len(text) == _SHA256 and set(text) <= set("0123456789abcdef")


def _grow(index: int, leaf: bytes) -> None:
    for (level, place), value in merkle.added(index, leaf, _node):
        Node.objects.create(level=level, place=place, hash=value.hex())


def _sign(size: int, at: datetime) -> None:
    root = merkle.joined([_node(block) for block in merkle.blocks((0, size))])
    signature, key_id = sign(head_statement(size, root.hex(), at))
    TreeHead.objects.create(size=size, root=root.hex(), at=at, signature=signature, key_id=key_id)


def _node(block: merkle.Block) -> bytes:
    level, place = block
    return bytes.fromhex(Node.objects.values_list("hash", flat=True).get(level=level, place=place))
