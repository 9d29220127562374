"""Check a proof of publication, with nothing but Python and ``cryptography``.

    python verifier.py PROOF.json [--key PUBLIC_KEY] [--record FILE] [--older OLDER.json CONSISTENCY.json]

This file stands alone: copy it anywhere. PROOF.json is what a site gives for a document. The key is 64
hexadecimal digits, and should come from another source than the site; without it the key in the proof is
used, which shows only that the proof agrees with itself. ``--record`` compares the published record.
``--older`` checks that the log has only grown since an older proof. Exit code 0: proved; 1: not proved;
2: a file cannot be used.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NOT_PROVED, UNUSABLE = 1, 2
LEAF_FIELDS = ("address", "at", "kind", "record_sha256", "version")


def canonical(body: dict[str, Any]) -> bytes:
    """The one JSON form of a body."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees (RFC 9162, section 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root to which the path leads (RFC 9162, section 2.1.3.2), None where it fits no tree."""
    place, last, value = index, size - 1, leaf
    if not 0 <= index < size:
        return None
    for step in path:
        if last == 0:
            return None
        if place % 2 or place == last:
            value = node(step, value)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            value = node(value, step)
        place, last = place >> 1, last >> 1
    return value if last == 0 else None


def roots_from(first: int, second: int, path: Sequence[bytes], old: bytes) -> tuple[bytes, bytes] | None:
    """The older and the newer root to which the path leads (RFC 9162, section 2.1.4.2)."""
    if not 1 <= first <= second or (first == second and path):
        return None
    if first == second:
        return old, old
    steps = list(path) if first & (first - 1) else [old, *path]
    place, last = first - 1, second - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    before = after = steps[0] if steps else b""
    for step in steps[1:]:
        if last == 0:
            return None
        if place % 2 or place == last:
            before, after = node(step, before), node(step, after)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node(after, step)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else None


def signed(head: dict[str, Any], key: str) -> bool:
    """Whether the key signed this head of the log."""
    statement = {"format": "gongkai.tree-head/1", **{name: head[name] for name in ("at", "root", "size")}}
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(head["signature"]), canonical(statement))
    except InvalidSignature:
        return False
    return True


def faults_of(proof: dict[str, Any], key: str) -> list[str]:
    """All that speaks against a proof."""
    faults = []
    statement = {"format": "gongkai.publication/1", **{name: proof[name] for name in LEAF_FIELDS}}
    leaf = hashlib.sha256(b"\x00" + canonical(statement)).digest()
    head = proof["head"]
    path = [bytes.fromhex(step) for step in proof["path"]]
    if root_from(leaf, proof["index"], head["size"], path) != bytes.fromhex(head["root"]):
        faults.append("the publication does not stand in the log / 该发布不在日志中")
    if not signed(head, key):
        faults.append("the head of the log is not signed by the key / 日志头不是由该密钥签名")
    return faults


def faults_of_growth(
    older: dict[str, Any], newer: dict[str, Any], path: Sequence[str], key: str
) -> list[str]:
    """All that speaks against the log having only grown between two heads."""
    faults = (
        [] if signed(older, key) else ["the older head is not signed by the key / 旧日志头不是由该密钥签名"]
    )
    old, new = bytes.fromhex(older["root"]), bytes.fromhex(newer["root"])
    steps = [bytes.fromhex(step) for step in path]
    if roots_from(older["size"], newer["size"], steps, old) != (old, new):
        faults.append("the log was rewritten between the two heads / 两个日志头之间日志被改写")
    return faults


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code; what was found goes to standard output."""
    parser = argparse.ArgumentParser(prog="verifier.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("proof", type=Path)
    parser.add_argument("--key", default="")
    parser.add_argument("--record", type=Path)
    parser.add_argument("--older", nargs=2, type=Path, metavar=("OLDER", "CONSISTENCY"))
    asked = parser.parse_args(arguments)
    try:
        lines, faults = _checked(asked)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        sys.stdout.write(f"unusable / 文件不能用: {type(fault).__name__} {fault}\n")
        return UNUSABLE
    sys.stdout.write(
        "\n".join([*lines, *faults, "not proved / 不成立" if faults else "proved / 成立"]) + "\n"
    )
    return NOT_PROVED if faults else 0


def _checked(asked: argparse.Namespace) -> tuple[list[str], list[str]]:
    proof = json.loads(asked.proof.read_text(encoding="utf-8"))
    key = asked.key or proof["public_key"]
    faults = faults_of(proof, key)
    lines = [f"{proof['address']} version {proof['version']} {proof['kind']} {proof['at']}"]
    if not asked.key:
        lines.append("key taken from the proof itself / 密钥取自证明本身")
    if asked.record and hashlib.sha256(asked.record.read_bytes()).hexdigest() != proof["record_sha256"]:
        faults.append("the record is not the one that was published / 记录与所发布的不一致")
    if asked.older:
        older = json.loads(asked.older[0].read_text(encoding="utf-8"))
        steps = json.loads(asked.older[1].read_text(encoding="utf-8"))["path"]
        faults += faults_of_growth(older["head"], proof["head"], steps, key)
    return lines, faults


if __name__ == "__main__":
    sys.exit(main())
