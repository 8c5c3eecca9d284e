"""Does a text search find what a plain look at every word finds, in Norwegian?"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.language import analyzer, fold
from search_index.schema import Document
from search_index.text import TextIndex, build
from tests.search_index.documents import MANY, WORDS, document

_ANALYZER = analyzer()


def terms(text: str) -> set[str]:
    """The words of a text as the index knows them."""
    return {token.text for token in _ANALYZER(text)}


def scanned(documents: list[Document], words: str) -> set[str]:
    """Ids of the documents that have every word, by reading them all."""
    wanted = terms(words)
    if not wanted:
        return set()
    return {found.id for found in documents if wanted <= terms(found.name) | terms(found.text)}


@settings(max_examples=40, deadline=None)
@given(MANY, st.lists(st.sampled_from([*WORDS, "ukjent"]), max_size=3).map(" ".join))
def test_a_search_finds_what_reading_everything_finds(documents: list[Document], words: str) -> None:
    with TemporaryDirectory() as folder:
        build(Path(folder), documents)
        opened = TextIndex(Path(folder))
        assert {id_ for id_, _score in opened.search(words)} == scanned(documents, words)
        assert opened.ids() == {found.id for found in documents}


@pytest.fixture
def opened(tmp_path: Path) -> TextIndex:
    """A small index."""
    build(
        tmp_path,
        [
            document("a", "Al-Anon i Ålesund", "gruppe for pårørende"),
            document("b", "Sorggruppa", "kveld i Tromsø, Romssa"),
            document("c", "Sorggruppa", "kveld i Tromsø, Romssa"),
            document("d", "Møteplassen", "åpne møter, Guovdageaidnu, Šielmmát"),
        ],
    )
    return TextIndex(tmp_path)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ålesund", ["a"]),
        ("Alesund", ["a"]),
        ("al-anon", ["a"]),
        ("grupper", ["a"]),
        ("tromso", ["b", "c"]),
        ("møte", ["d"]),
        ("sielmmat", ["d"]),
        ("sorggruppa kveld", ["b", "c"]),
        ("sorggruppa ålesund", []),
        ("og", []),
        ("", []),
        ("?!", []),
    ],
)
def test_spelling_and_form_do_not_matter(opened: TextIndex, words: str, found: list[str]) -> None:
    assert [id_ for id_, _score in opened.search(words)] == found


@pytest.mark.parametrize(
    "words", ["a*b*", "(((", '"', "NOT kveld", "name:sorggruppa OR", "kveld~5", "[a TO z]", "\x00", "\ud800"]
)
def test_no_sign_means_anything_to_the_search(opened: TextIndex, words: str) -> None:
    assert all(score > 0 for _id, score in opened.search(words))


def test_a_name_weighs_more_than_the_rest(opened: TextIndex, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    build(other, [document("rest", "Gruppa", "håp"), document("name", "Håp", "gruppe")])
    assert [id_ for id_, _score in TextIndex(other).search("håp")] == ["name", "rest"]


def test_ties_are_broken_by_id(opened: TextIndex) -> None:
    (first, one), (second, other) = opened.search("tromsø")
    assert (first, second) == ("b", "c")
    assert one == other


@pytest.mark.parametrize(
    ("spelt", "folded"), [("Tromsø", "tromso"), ("Ærlig", "aerlig"), ("Kárášjohka", "karasjohka"), ("ŋ", "n")]
)
def test_two_spellings_of_one_word_fold_to_the_same(spelt: str, folded: str) -> None:
    assert fold(spelt) == folded
