"""Do our answers have the same documents as plain Whoosh's? It indexes them itself, by its own writer and in its own way."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.engines.whoosh_plain import PlainWhoosh
from benchmarks.listings import listings
from benchmarks.questions import Question
from search_index.builder import build
from search_index.postings import FIELDS
from search_index.schema import Changes, Document
from search_index.snapshot import Snapshot
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
    "biblioteket anonym",
    "ukjentord",
    "",
]


def by_whoosh(plain: PlainWhoosh, text: str, field: str) -> list[str]:
    """The ids that Whoosh finds, in order."""
    return sorted(plain.worded(Question(words=text), field))


def ours(snapshot: Snapshot, text: str, field: str) -> list[str]:
    """The ids that we find."""
    return [snapshot.columns.ids[row] for row in snapshot.text.search(text.split(), field).tolist()]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> PlainWhoosh:
    return PlainWhoosh.build(tmp_path_factory.mktemp("plain"), LISTINGS)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return build((1, ""), LISTINGS)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("field", FIELDS)
def test_every_answer_is_plain_whooshs(plain: PlainWhoosh, snapshot: Snapshot, text: str, field: str) -> None:
    assert ours(snapshot, text, field) == by_whoosh(plain, text, field)


def test_after_changes_the_answers_are_those_of_an_index_built_anew(tmp_path: Path) -> None:
    kept, new = LISTINGS[40:360], LISTINGS[360:]
    changed = [Document(d.id, d.name + " varde", "kveld " + d.text, None, None, d.facets) for d in kept[:20]]
    snapshot = build((1, ""), LISTINGS[:360])
    for document in (*changed, *new):
        snapshot = snapshot.with_changes(Changes((2, ""), [document], ()))
    snapshot = snapshot.with_changes(Changes((3, ""), (), [document.id for document in LISTINGS[:40]]))
    plain = PlainWhoosh.build(tmp_path, [*changed, *kept[20:], *new])
    for text in (*TEXTS, "varde", "kveld"):
        assert [ours(snapshot, text, field) for field in FIELDS] == [
            by_whoosh(plain, text, field) for field in FIELDS
        ]


@settings(max_examples=25, deadline=None)
@given(MANY, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join))
def test_any_few_documents_are_answered_as_by_plain_whoosh(documents: list[Document], text: str) -> None:
    with TemporaryDirectory() as folder:
        plain = PlainWhoosh.build(Path(folder), documents)
        assert ours(build((1, ""), documents), text, "text") == by_whoosh(plain, text, "text")
