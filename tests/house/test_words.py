"""Is every word explained, and can every word be read in three languages?"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from directory import vocabulary
from tests.house.tree import ROOT

_NAMES = re.compile(r"%\(\w+\)[sd]")


def lists() -> Iterator[vocabulary.Codes]:
    """Every closed list of codes."""
    return (value for name, value in vars(vocabulary).items() if name.isupper() and isinstance(value, dict))


def codes() -> Iterator[str]:
    """Every code of every closed list."""
    return (code for codes in lists() for code in codes)


def unexplained(words: Iterable[str], text: str) -> list[str]:
    """The words that a text does not hold as `code`."""
    return sorted({word for word in words if f"`{word}`" not in text})


@cache
def messages() -> frozenset[str]:
    """Every text of templates and code that is meant to be translated."""
    keywords = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "trans": None}
    folders = lambda path: not path.rsplit("/", 1)[-1].startswith((".", "node_modules"))  # noqa: E731
    with (ROOT / "babel.cfg").open(encoding="utf-8") as settings:
        methods, options = parse_mapping_cfg(settings)
    found = extract_from_dir(str(ROOT), methods, options, keywords, directory_filter=folders)
    return frozenset(_forms(message)[0] for _file, _line, message, *_rest in found)


def _forms(text: str | Iterable[str]) -> list[str]:
    """One text, or a plural's two."""
    return [text] if isinstance(text, str) else list(text)


def _catalogue(language: str) -> Catalog:
    path = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    assert path.is_file(), f"there is no catalogue for {language}: {path.relative_to(ROOT)}"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def untranslated(wanted: Iterable[str], catalogue: Catalog) -> list[str]:
    """Texts without a translation, with a guessed one, or with one that loses a filled-in word."""
    return sorted(text for text in wanted if not _is_translated(text, catalogue.get(text)))


def _is_translated(text: str, message: Message | None) -> bool:
    if message is None or message.fuzzy or not message.string:
        return False
    pairs = zip(_forms(message.id), _forms(message.string), strict=True)
    return all(sorted(_NAMES.findall(wanted)) == sorted(_NAMES.findall(given)) for wanted, given in pairs)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_text_is_translated(language: str) -> None:
    assert untranslated(messages(), _catalogue(language)) == []


@pytest.mark.parametrize("language", ["nn", "en"])
def test_no_translation_is_left_of_a_text_that_is_gone(language: str) -> None:
    assert (
        sorted({_forms(message.id)[0] for message in _catalogue(language) if message.id} - messages()) == []
    )


def test_a_missing_or_spoilt_translation_is_seen() -> None:
    catalogue = Catalog(locale="nn")
    catalogue.add("Ring", "Ring")
    catalogue.add("Nær %(place)s", "Nær")
    catalogue.add("Gjett", "Gjet", flags=["fuzzy"])
    wanted = ["Ring", "Nær %(place)s", "Gjett", "Borte"]
    assert untranslated(wanted, catalogue) == ["Borte", "Gjett", "Nær %(place)s"]


def test_texts_are_found_where_they_are() -> None:
    assert {
        "Finn hjelp",
        "Forlat siden",
        "Vi finner ikke denne siden",
        "Hva trenger du hjelp med, og hvor bor du?",
    } <= messages()


def test_every_code_is_explained_in_the_word_list() -> None:
    assert unexplained(codes(), (ROOT / "docs/words.md").read_text(encoding="utf-8")) == []


def test_a_code_without_an_explanation_is_seen() -> None:
    assert unexplained(["grief", "alcohol"], "| `alcohol` | alkohol |") == ["grief"]
    assert "suicide-loss" in set(codes())


def test_every_code_has_a_name_in_every_language() -> None:
    labels = [label for codes in lists() for label in codes.values()]
    assert [label for label in labels if not all(label)] == []
