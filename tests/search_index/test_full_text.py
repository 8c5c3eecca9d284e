"""Does a text search find what a plain look at every word finds, in Norwegian?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.builder import build
from search_index.language import words
from search_index.schema import Document
from search_index.snapshot import Snapshot
from tests.search_index.documents import MANY, WORDS, document


def terms(text: str) -> set[str]:
    """The words of a text as the index knows them."""
    return {term for word in words(text) for term in word.kept}


def found(snapshot: Snapshot, text: str, field: str = "text", forgiving: bool = False) -> list[str]:
    """Ids that a text finds."""
    spelled = text.split()
    rows = snapshot.text.search(spelled, field, forgiven=spelled if forgiving else ())
    return [snapshot.columns.ids[row] for row in rows.tolist()]


def scanned(documents: list[Document], text: str) -> set[str]:
    """Ids of the documents that have every word in their text, by reading them all."""
    wanted = [[(word.term,), *word.readings] for word in words(text)]
    kept = {document.id: terms(document.text) for document in documents}
    return {
        id_
        for id_, has in kept.items()
        if wanted and all(any(has.issuperset(way) for way in ways) for ways in wanted)
    }


@settings(deadline=None)
@given(MANY, st.lists(st.sampled_from([*WORDS, "ukjent", "sorggruppe"]), max_size=3).map(" ".join))
def test_a_search_finds_what_reading_everything_finds(documents: list[Document], text: str) -> None:
    assert set(found(build((1, ""), documents), text)) == scanned(documents, text)


SMALL = build(
    (1, ""),
    [
        document("a", "Al-Anon", "Al-Anon i Ålesund, gruppe for pårørende"),
        document("b", "Sorggruppa", "Sorggruppa, kveld i Tromsø, Romssa"),
        document("c", "Sorggruppa", "Sorggruppa, kveld i Tromsø, Romssa"),
        document("d", "Møteplassen", "Møteplassen, åpne møter, Guovdageaidnu, Šielmmát"),
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
        ("grupper", ["a", "b", "c"]),
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
        ("sorgruppe", ["b", "c"]),
        ("sorggurppe", ["b", "c"]),
        ("møteplasen", ["d"]),
        ("ålesnd", ["a"]),
        ("ålesnd gruppe", ["a"]),
        ("xyzæøå", []),
        ("sorggr", []),
        ("kvelden", ["b", "c"]),
    ],
)
def test_a_slip_is_passed_over_where_it_is_forgiven(text: str, ids: list[str]) -> None:
    assert found(SMALL, text, forgiving=True) == ids


def test_nothing_is_forgiven_where_it_is_not_asked_for() -> None:
    assert found(SMALL, "sorggurppe") == []


def test_a_known_word_is_never_taken_for_another() -> None:
    snapshot = build(
        (1, ""),
        [document(id_, text) for id_, text in zip("abcd", ("sorg", "sorgen", "sorger", "borg"), strict=True)],
    )
    assert found(snapshot, "borg", "name", forgiving=True) == ["d"]


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
    spelled = [text]
    assert len(SMALL.text.search(spelled, "text", spelled if forgiving else ())) in (0, 2)


def test_only_the_field_asked_for_is_read() -> None:
    assert found(SMALL, "pårørende", "name") == []
    assert found(SMALL, "pårørende", "text") == ["a"]
