"""Are our answers those of plain Whoosh: the same ids in the same order, scores within a millionth?

Whoosh indexes the documents itself, by its own writer and analyser; ours are counted over arrays.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index

from benchmarks.listings import listings
from search_index import whoosh_index
from search_index.postings import FIELDS
from search_index.schema import Document
from search_index.snapshot import Difference, Snapshot
from search_index.whoosh_index import WhooshIndex
from tests.search_index.documents import MANY, WORDS

LISTINGS = list(listings(400))
TEXTS = [
    "gruppe",
    "sorggruppe kveld",
    "pårørendegruppe",
    "AA tirsdag",
    "LMS oslo",
    "anonyme alkoholikere",
    "angst anxiety",
    "møte lørdag",
    "einsemd",
    "sorggrupppe",
    "pårørenegruppe",
    "bedehu",
    "biblioteket anonym",
    "ukjentord",
    "",
]


def plainly_indexed(folder: Path, documents: list[Document]) -> WhooshIndex:
    """An index that Whoosh made by itself, as its manual says."""
    writer = index.create_in(str(folder), whoosh_index.schema()).writer()
    for document in documents:
        writer.add_document(id=document.id, name=document.name, text=document.text)
    writer.commit()
    return WhooshIndex(folder)


def ours(snapshot: Snapshot, text: str, fields: tuple[str, ...] = FIELDS) -> list[tuple[str, float]]:
    """Our ids and scores, best first."""
    hits = snapshot.text.search(text, fields, forgiving=True).best()
    return [
        (snapshot.columns.ids[row], score) for row, score in zip(hits.rows, hits.scores.tolist(), strict=True)
    ]


def agree(snapshot: Snapshot, plain: WhooshIndex, text: str, fields: tuple[str, ...] = FIELDS) -> bool:
    """Whether both give the same."""
    mine = ours(snapshot, text, fields)
    theirs = plain.search(snapshot.text.question(text, fields, forgiving=True), fields)
    assert [score for _id, score in mine] == pytest.approx([score for _id, score in theirs], abs=1e-6)
    return [id_ for id_, _score in mine] == [id_ for id_, _score in theirs]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> WhooshIndex:
    return plainly_indexed(tmp_path_factory.mktemp("plain"), LISTINGS)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("fields", [FIELDS, ("name",), ("text",)])
def test_every_answer_is_plain_whooshs(plain: WhooshIndex, text: str, fields: tuple[str, ...]) -> None:
    assert agree(Snapshot.of(1, LISTINGS), plain, text, fields)


@pytest.mark.parametrize("text", TEXTS)
def test_after_changes_the_answers_are_those_of_an_index_built_anew(tmp_path: Path, text: str) -> None:
    kept, new = LISTINGS[40:360], LISTINGS[360:]
    changed = [Document(d.id, d.name + " varde", "kveld " + d.text, None, None, d.facets) for d in kept[:20]]
    snapshot = Snapshot.of(1, LISTINGS[:360])
    for document in (*changed, *new):
        snapshot = snapshot.with_changes(2, Difference([document], []))
    snapshot = snapshot.with_changes(3, Difference([], [document.id for document in LISTINGS[:40]]))
    now = [*changed, *kept[20:], *new]
    assert ours(snapshot, text) == ours(Snapshot.of(3, now), text)
    assert agree(snapshot, plainly_indexed(tmp_path, now), text)


@settings(max_examples=25, deadline=None)
@given(MANY, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join))
def test_any_few_documents_are_answered_as_by_plain_whoosh(documents: list[Document], text: str) -> None:
    with TemporaryDirectory() as folder:
        assert agree(Snapshot.of(1, documents), plainly_indexed(Path(folder), documents), text)


def test_what_we_write_for_whoosh_is_what_whoosh_writes_itself(plain: WhooshIndex, tmp_path: Path) -> None:
    snapshot = Snapshot.of(1, LISTINGS)
    whoosh_index.write(tmp_path, list(snapshot.columns.ids), snapshot.text.base)
    written = WhooshIndex(tmp_path)
    for field in FIELDS:
        assert list(written.terms(field)) == list(plain.terms(field))
    for text in TEXTS:
        asked = snapshot.text.question(text)
        assert written.search(asked) == plain.search(asked)
