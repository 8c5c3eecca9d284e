"""Is a snapshot after a change the one that would be built anew?"""

import itertools
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.builder import build
from search_index.postings import FIELDS
from search_index.schema import Changes, Document
from search_index.snapshot import Snapshot
from search_index.splicing import Splice
from tests.search_index.documents import FACETS, MANY, WORDS, document


def same(one: Snapshot, other: Snapshot) -> bool:
    """Whether two snapshots answer everything alike."""
    a, b = one.columns, other.columns
    assert a.ids == b.ids
    assert [sorted(near.tolist()) for near in a.near(60.0, 10.0, 3000.0)] == [
        sorted(near.tolist()) for near in b.near(60.0, 10.0, 3000.0)
    ]
    for facet, values in FACETS.items():
        assert a.having(facet, values[:1]).rows().tolist() == b.having(facet, values[:1]).rows().tolist()
        assert a.counts(np.arange(len(a)), facet) == b.counts(np.arange(len(b)), facet)
    for word, field in itertools.product([*WORDS, "grupppe"], FIELDS):
        mine, theirs = (each.text.search([word], field, forgiven=[word]).tolist() for each in (one, other))
        assert mine == theirs
    assert [one.payloads.read(row) for row in range(len(a))] == [
        other.payloads.read(row) for row in range(len(b))
    ]
    return bool((one.fingerprints == other.fingerprints).all())


def changed(before: list[Document], after: list[Document], number: int) -> Changes:
    """What parts two states."""
    old, new = {each.id: each for each in before}, {each.id: each for each in after}
    return Changes(
        (number, str(number)), [each for each in after if old.get(each.id) != each], old.keys() - new.keys()
    )


@settings(deadline=None)
@given(st.lists(MANY, min_size=2, max_size=4))
def test_change_upon_change_ends_where_building_anew_ends(states: list[list[Document]]) -> None:
    snapshot = build((0, "0"), states[0])
    for number, (before, after) in enumerate(itertools.pairwise(states), 1):
        snapshot = snapshot.with_changes(changed(before, after, number))
        assert same(snapshot, build((number, str(number)), after))
        assert same(replace(snapshot, text=snapshot.text.merge()), snapshot)


def test_a_document_that_is_told_twice_and_one_that_never_was_change_nothing() -> None:
    documents = [document("a", "Håp"), document("b", "Varde")]
    snapshot = build((1, "1"), documents).with_changes(Changes((2, "2"), documents[:1], {"z"}))
    assert same(snapshot, build((2, "2"), documents))


def test_a_new_facet_may_come_with_a_change() -> None:
    plain = Document("a", "", "", None, None, {"need": frozenset({"grief"})})
    richer = Document("b", "", "", None, None, {"slot": frozenset({"tuesday-evening"})})
    snapshot = build((1, "1"), [plain]).with_changes(Changes((2, "2"), [richer], ()))
    assert snapshot.columns.having("slot", ["tuesday-evening"]).rows().tolist() == [1]
    assert snapshot.columns.having("need", ["grief"]).rows().tolist() == [0]


@given(st.data())
def test_a_splice_cuts_out_and_sets_in(data: st.DataObject) -> None:
    old = data.draw(st.lists(st.integers(0, 99), max_size=12))
    gone = sorted(data.draw(st.sets(st.integers(0, len(old) - 1)))) if old else []
    before = sorted(data.draw(st.lists(st.integers(0, len(old)), max_size=5)))
    splice = Splice(len(old), np.array(gone, dtype=np.int64), np.array(before, dtype=np.int64))
    wanted: list[int] = []
    for row in range(len(old) + 1):
        wanted += [1000 + number for number, place in enumerate(before) if place == row]
        wanted += [old[row]] if row < len(old) and row not in gone else []
    new = np.arange(1000, 1000 + len(before))
    assert splice.apply(np.array(old, dtype=np.int64), new).tolist() == wanted
    assert [wanted[place] for place in splice.places] == new.tolist()
    assert [wanted[place] for place in splice.new_rows if place >= 0] == [
        v for row, v in enumerate(old) if row not in gone
    ]
