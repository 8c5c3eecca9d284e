"""What if pages were in a language that nobody wrote down? Every text in Hebrew letters, sign by sign, from the right.

Made from the texts as they are marked in the code. A Latin letter that is left on a page was never marked, or is a name.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask

from directory.vocabulary import Codes
from directory.web import formatting, language, page_facts
from tests.house.tree import ROOT

CODE = "he"
_LATIN, _HEBREW = "abcdefghijklmnopqrstuvwxyzæøå", "אבגדהוזחטיכלמנסעפצקרשתאבגדהוז"
_SIGNS = str.maketrans(_LATIN + _LATIN.upper(), _HEBREW * 2)
_KEPT = re.compile(r"%\(\w+\)[sd]|<[^>]+>|&\w+;|https?://\S+")


def mirrored(text: str) -> str:
    """`text` in other letters; what code puts in, and what is markup, stays."""
    parts, kept = _KEPT.split(text), _KEPT.findall(text)
    return "".join(part.translate(_SIGNS) + keep for part, keep in zip(parts, [*kept, ""], strict=True))


def _catalogue() -> Catalog:
    source = ROOT / "translations" / "nn" / "LC_MESSAGES" / "messages.po"
    made = Catalog(locale=CODE)
    for message in read_po(BytesIO(source.read_bytes()), locale="nn"):
        if isinstance(message.id, tuple):
            one, more = map(mirrored, message.id)
            made.add(message.id, (one, *[more] * (made.num_plurals - 1)))
        elif message.id:
            made.add(message.id, mirrored(message.id))
    return made


@contextmanager
def spoken(app: Flask, folder: Path) -> Iterator[str]:
    """The house speaks it too, below the path that is given."""
    file = folder / CODE / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as binary:
        write_mo(binary, _catalogue())
    app.extensions["babel"].translation_directories.append(str(folder))
    with pytest.MonkeyPatch.context() as patch:
        for places in (formatting._LOCALES, page_facts._LOCALES):
            patch.setitem(places, CODE, "he_IL")
        patch.setitem(language.PREFIXES, CODE, f"/{CODE}")
        patch.setattr(language, "label", _label)
        yield f"/{CODE}"


def _label(codes: Codes, code: str, spoken: str) -> str:
    label = codes[code]
    return mirrored(label.nb) if spoken == CODE else getattr(label, spoken)
