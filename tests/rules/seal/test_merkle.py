"""The Merkle tree against the vectors that Certificate Transparency publishes, and for any size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.seal import merkle

# testonly/constants.go and reference_test.go of transparency-dev/merkle
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [merkle.leaf_hash(bytes.fromhex(data)) for data in INPUTS]
A, B, C, D, E, F, G = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
)
INCLUDED = [
    (0, 1, []),
    (0, 2, [A]),
    (1, 2, [ROOTS[1]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], B, D]),
    (0, 8, [A, B, C]),
    (5, 8, [D, E, F]),
]
CONSISTENT = [(1, 1, []), (1, 8, [A, B, C]), (2, 5, [B, D]), (6, 8, [G, E, F])]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_reference(size: int) -> None:
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "path"), INCLUDED)
def test_inclusion_proofs_are_those_of_the_reference(index: int, size: int, path: list[str]) -> None:
    made = merkle.proof(merkle.inclusion_ranges(index, size), merkle.node_of(LEAVES))
    assert [step.hex() for step in made] == path
    assert merkle.included(LEAVES[index], index, size, made, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("first", "second", "path"), CONSISTENT)
def test_consistency_proofs_are_those_of_the_reference(first: int, second: int, path: list[str]) -> None:
    made = merkle.proof(merkle.consistency_ranges(first, second), merkle.node_of(LEAVES))
    assert [step.hex() for step in made] == path
    old, new = bytes.fromhex(ROOTS[first]), bytes.fromhex(ROOTS[second])
    assert merkle.consistent(first, second, made, old, new)


def leaves(size: int) -> list[bytes]:
    return [merkle.leaf_hash(str(number).encode()) for number in range(size)]


@given(st.integers(1, 140), st.data())
def test_any_leaf_of_any_tree_is_proved_and_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    all_leaves = leaves(size)
    root = merkle.root(all_leaves)
    path = merkle.proof(merkle.inclusion_ranges(index, size), merkle.node_of(all_leaves))
    leaf = all_leaves[index]
    assert merkle.included(leaf, index, size, path, root)
    assert not merkle.included(merkle.leaf_hash(b"forged"), index, size, path, root)
    assert not merkle.included(leaf, index, size, [*path, root], root)
    assert not merkle.included(leaf, size, size, path, root)
    if path:
        assert not merkle.included(leaf, index, size, path[:-1], root)
        assert not merkle.included(leaf, index ^ 1, size, path, root)


@given(st.integers(1, 140), st.data())
def test_any_tree_is_proved_to_begin_with_any_smaller_one(second: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, second))
    all_leaves = leaves(second)
    old, new = merkle.root(all_leaves[:first]), merkle.root(all_leaves)
    path = merkle.proof(merkle.consistency_ranges(first, second), merkle.node_of(all_leaves))
    assert merkle.consistent(first, second, path, old, new)
    forged = [*all_leaves[:-1], merkle.leaf_hash(b"forged")]
    assert not merkle.consistent(first, second, path, old, merkle.root(forged))
    assert not merkle.consistent(first, second, [*path, old], old, new)
    rewritten = merkle.root([merkle.leaf_hash(b"forged"), *all_leaves[1:first]])
    assert not merkle.consistent(first, second, path, rewritten, new)


@given(st.integers(1, 200))
def test_a_tree_grown_leaf_by_leaf_has_the_root_of_the_whole(size: int) -> None:
    nodes: dict[merkle.Block, bytes] = {}
    for place, leaf in enumerate(leaves(size)):
        nodes.update(dict(merkle.added(place, leaf, nodes.__getitem__)))
    assert merkle.joined([nodes[block] for block in merkle.blocks((0, size))]) == merkle.root(leaves(size))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 4), (8, 8)])
def test_a_leaf_outside_the_tree_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="not in a tree"):
        merkle.inclusion_ranges(index, size)


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3), (-1, 3)])
def test_a_larger_or_empty_tree_is_no_beginning(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="not the beginning"):
        merkle.consistency_ranges(first, second)
    assert not merkle.consistent(first, second, [], merkle.EMPTY, merkle.EMPTY)
