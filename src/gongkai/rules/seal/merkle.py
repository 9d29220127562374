"""The Merkle tree of a log that only grows, and its two proofs (依据: RFC 9162, section 2.1).

A leaf is hashed behind 0x00, a node behind 0x01, with SHA-256. A subtree over the leaves
``start`` to ``end`` (not included) is complete where its size is a power of two and ``start`` a
multiple of it; such subtrees never change, so they may be stored by level and place. Proofs are
first asked for as ranges of leaves, then made of the hashes of the complete subtrees in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

Range = tuple[int, int]
Block = tuple[int, int]  # level (0: leaf) and place in that level
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf.

    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def blocks(span: Range) -> list[Block]:
    """The complete subtrees that make up the leaves of ``span``, from left to right.

    ``span`` is a subtree of the log's tree: it begins at a multiple of the power of two that covers it.

    >>> blocks((0, 7)), blocks((4, 6)), blocks((3, 4))
    ([(2, 0), (1, 2), (0, 6)], [(1, 2)], [(0, 3)])
    """
    start, end = span
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def joined(hashes: Sequence[bytes]) -> bytes:
    """The hash over complete subtrees of falling size; that of the empty tree where there are none."""
    if not hashes:
        return EMPTY
    total = hashes[-1]
    for left in reversed(hashes[:-1]):
        total = node_hash(left, total)
    return total


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over the hashes of all leaves."""
    return joined([_whole(leaves, block) for block in blocks((0, len(leaves)))])


def added(size: int, leaf: bytes, node: Callable[[Block], bytes]) -> Iterator[tuple[Block, bytes]]:
    """The complete subtrees that a new leaf behind ``size`` others brings, itself first.

    ``node`` gives the hash of a complete subtree that was there before.
    """
    place, level, value = size, 0, leaf
    yield (0, place), value
    while place % 2:
        value = node_hash(node((level, place - 1)), value)
        place, level = place // 2, level + 1
        yield (level, place), value


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The ranges whose hashes prove that leaf ``index`` is in the tree over ``size`` leaves.

    From the leaf upwards. Raises ValueError for an index outside the tree.

    >>> inclusion_ranges(2, 7)
    [(3, 4), (0, 2), (4, 7)]
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    start, end, found = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """The ranges whose hashes prove that the tree over ``second`` leaves begins with that over ``first``.

    Raises ValueError where ``first`` is not between 1 and ``second``.

    >>> consistency_ranges(3, 7), consistency_ranges(4, 7), consistency_ranges(6, 8)
    ([(2, 3), (3, 4), (0, 2), (4, 7)], [(4, 7)], [(4, 6), (6, 8), (0, 4)])
    """
    if not 1 <= first <= second:
        raise ValueError(f"a tree of {first} is not the beginning of one of {second}")
    start, end, found, whole = 0, second, [], True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((start, middle))
            start, whole = middle, False
    return ([] if whole else [(start, end)]) + found[::-1]


def proof(ranges: Iterable[Range], node: Callable[[Block], bytes]) -> list[bytes]:
    """The hashes of the ranges, ``node`` giving those of complete subtrees."""
    return [joined([node(block) for block in blocks(span)]) for span in ranges]


def node_of(leaves: Sequence[bytes]) -> Callable[[Block], bytes]:
    """The hashes of complete subtrees over leaves that are at hand."""
    return lambda block: _whole(leaves, block)


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Whether ``path`` proves that ``leaf`` (a hash) stands at ``index`` under the root ``expected``.

    依据: RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    place, last, value = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            value = node_hash(step, value)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            value = node_hash(value, step)
        place, last = place >> 1, last >> 1
    return last == 0 and value == expected


def consistent(first: int, second: int, path: Sequence[bytes], old: bytes, new: bytes) -> bool:
    """Whether ``path`` proves that the tree of ``second`` leaves begins with that of ``first``.

    依据: RFC 9162, section 2.1.4.2.
    """
    if not 1 <= first <= second:
        return False
    if first == second:
        return not path and old == new
    steps = list(path) if first & (first - 1) else [old, *path]
    if not steps:
        return False
    place, last = first - 1, second - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old and after == new


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def _whole(leaves: Sequence[bytes], block: Block) -> bytes:
    level, place = block
    row = list(leaves[place << level : (place + 1) << level])
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]
