"""Does a text search find what a plain look at every word finds, in Norwegian?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.language import words
from search_index.schema import Document
from search_index.snapshot import Snapshot
from tests.search_index.documents import MANY, WORDS, document


def terms(text: str) -> set[str]:
    """The words of a text as the index knows them."""
    return {term for word in words(text) for term in word.kept}


def found(
    snapshot: Snapshot, text: str, fields: tuple[str, ...] = ("name", "text"), **more: object
) -> list[str]:
    """Ids that a text finds, best first."""
    hits = snapshot.text.search(text, fields, **more).best()  # type: ignore[arg-type]
    return [snapshot.columns.ids[row] for row in hits.rows]


def scanned(documents: list[Document], text: str) -> set[str]:
    """Ids of the documents that have every word, by reading them all."""
    wanted = [[(word.term,), *word.readings] for word in words(text)]
    kept = {document.id: terms(document.name) | terms(document.text) for document in documents}
    return {
        id_
        for id_, has in kept.items()
        if wanted and all(any(has.issuperset(way) for way in ways) for ways in wanted)
    }


@settings(deadline=None)
@given(MANY, st.lists(st.sampled_from([*WORDS, "ukjent", "sorggruppe"]), max_size=3).map(" ".join))
def test_a_search_finds_what_reading_everything_finds(documents: list[Document], text: str) -> None:
    assert set(found(Snapshot.of(1, documents), text)) == scanned(documents, text)


SMALL = Snapshot.of(
    1,
    [
        document("a", "Al-Anon i Ålesund", "gruppe for pårørende"),
        document("b", "Sorggruppa", "kveld i Tromsø, Romssa"),
        document("c", "Sorggruppa", "kveld i Tromsø, Romssa"),
        document("d", "Møteplassen", "åpne møter, Guovdageaidnu, Šielmmát"),
        document("e", "AA Varden", "Anonyme Alkoholikere"),
        document("f", "LMS Molde", "Landsforbundet mot stoffmisbruk"),
        document("g", "Mestring", "Lærings- og mestringssenter, einsemd, kurset"),
    ],
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ålesund", ["a"]),
        ("Alesund", ["a"]),
        ("Aalesund", ["a"]),
        ("al-anon", ["a"]),
        ("grupper", ["b", "c", "a"]),
        ("pårørendegruppe", ["a"]),
        ("paaroerendegruppa", ["a"]),
        ("pårørandegruppe", ["a"]),
        ("tromso", ["b", "c"]),
        ("tromsoe", ["b", "c"]),
        ("møte", ["d"]),
        ("sielmmat", ["d"]),
        ("sorggruppa kveld", ["b", "c"]),
        ("gruppe for sorg", ["b", "c"]),
        ("sorggruppa ålesund", []),
        ("aa", ["e"]),
        ("anonyme alkoholikere", ["e"]),
        ("LMS", ["f", "g"]),
        ("ensomhet", ["g"]),
        ("kursene", ["g"]),
        ("treffstad", ["d"]),
        ("og", []),
        ("", []),
        ("?!", []),
    ],
)
def test_spelling_form_and_written_language_do_not_matter(text: str, ids: list[str]) -> None:
    assert found(SMALL, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("sorggr", ["b", "c"]),
        ("sorgruppe", ["b", "c"]),
        ("sorggurppe", ["b", "c"]),
        ("møteplasen", ["d"]),
        ("ålesnd", ["a"]),
        ("xyzæøå", []),
        ("kvelden", ["b", "c"]),
    ],
)
def test_beginnings_and_typing_faults_are_forgiven_where_that_is_asked_for(text: str, ids: list[str]) -> None:
    assert found(SMALL, text, forgiving=True) == ids


def test_nothing_is_forgiven_where_it_is_not_asked_for() -> None:
    assert found(SMALL, "sorggurppe") == found(SMALL, "sorggr") == []


def test_a_known_word_is_never_taken_for_another() -> None:
    snapshot = Snapshot.of(
        1, [document("a", "sorg"), document("b", "sorgen"), document("c", "sorger"), document("d", "borg")]
    )
    assert found(snapshot, "borg", forgiving=True) == ["d"]


@pytest.mark.parametrize(
    "text",
    [
        "a*b*",
        "(((",
        '"',
        "NOT kveld",
        "name:sorggruppa OR",
        "kveld~5",
        "[a TO z]",
        "\x00",
        "\ud800",
        "x" * 9999,
    ],
)
@pytest.mark.parametrize("forgiving", [False, True])
def test_no_sign_means_anything_to_the_search(text: str, forgiving: bool) -> None:
    assert (SMALL.text.search(text, forgiving=forgiving).scores > 0).all()


def test_a_name_weighs_more_than_the_rest() -> None:
    more = "håp " * 40
    snapshot = Snapshot.of(
        1, [document("rest", "Gruppa", more), document("name", "Håp og varde i by og bygd", "gruppe")]
    )
    assert found(snapshot, "håp") == ["name", "rest"]


def test_ties_are_broken_by_id() -> None:
    hits = SMALL.text.search("tromsø").best()
    assert [SMALL.columns.ids[row] for row in hits.rows] == ["b", "c"]
    assert hits.scores[0] == hits.scores[1]


def test_only_the_fields_asked_for_are_read() -> None:
    assert found(SMALL, "pårørende", ("name",)) == []
    assert found(SMALL, "pårørende", ("text",)) == ["a"]


@given(MANY, st.sampled_from(WORDS), st.integers(0, 12))
def test_the_best_few_are_the_first_of_all(documents: list[Document], text: str, count: int) -> None:
    hits = Snapshot.of(1, documents).text.search(text)
    assert hits.best(count).rows.tolist() == hits.best().rows[:count].tolist()


@given(MANY, st.sampled_from(WORDS), st.randoms())
def test_asking_among_some_gives_the_same_scores(
    documents: list[Document], text: str, chance: "np.random.Generator"
) -> None:
    snapshot = Snapshot.of(1, documents)
    among = np.array([chance.random() < 0.5 for _document in documents], dtype=np.bool_)
    every, some = snapshot.text.search(text), snapshot.text.search(text, among=among)
    kept = among[every.rows]
    assert some.rows.tolist() == every.rows[kept].tolist()
    assert some.scores.tolist() == every.scores[kept].tolist()
