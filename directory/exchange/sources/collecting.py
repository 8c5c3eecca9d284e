"""Where does a list lie? At an address, or in a file or folder of this machine; some take several questions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from flask_babel import gettext as _

from directory.exchange.fetching.fetch import Fetched, ServerMark, fetch
from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import MOST_BYTES, too_large, unpack_gzip
from directory.exchange.importing.from_bmlt import ASKED, addresses
from directory.exchange.importing.hsds.hsds_tables import next_pages
from directory.exchange.importing.saved_answers import by_question

_MOST_PAGES = 300
_SAVED = {"GetFormats": "formats", "GetServiceBodies": "service-bodies"}
Ask = Callable[[str, ServerMark | None], Fetched]


@dataclass(slots=True)
class Collected:
    """What lies there, by question. Empty where nothing has changed since the marks; `marks` is what to say next time."""

    parts: dict[str, bytes] = field(default_factory=dict)
    marks: dict[str, dict[str, str | None]] = field(default_factory=dict)


def is_address(source: str) -> bool:
    """Whether it lies elsewhere."""
    return "://" in source


def collect_files(form: str, paths: Sequence[Path]) -> Collected:
    """A list that lies in several files of this machine: the answers of a BMLT server, the pages of a directory.

    Raises:
        Refused: one cannot be read, or the format knows no such list.
    """
    if form not in ("bmlt", "hsds"):
        raise Refused(_("En slik liste er én fil. Ta inn filene hver for seg."))
    if form == "bmlt":
        return Collected(_answers(map(_read, paths)))
    return Collected({path.name: _read(path) for path in paths})


def _answers(files: Iterable[bytes]) -> dict[str, bytes]:
    found = by_question(files)
    if ASKED[0] not in found:
        raise Refused(_("Vi fant ingen møter i svaret. Bruk svaret på GetSearchResults."))
    return found


def collect(
    form: str,
    source: str,
    *,
    private: bool = False,
    marks: Mapping[str, Mapping[str, str | None]] | None = None,
) -> Collected:
    """All of a list.

    Raises:
        Refused: it cannot be had; says why.
    """
    if not is_address(source):
        return _of_files(form, Path(source))
    known = marks or {}

    def ask(url: str, mark: ServerMark | None) -> Fetched:
        return fetch(url, private=private, mark=mark)

    found = Collected()
    questions = addresses(source) if form == "bmlt" else {"": source}
    for question, url in questions.items():
        _ask(found, question, url, ask, known if question == next(iter(questions)) else {})
        if not found.parts:
            return found
    if form == "hsds":
        _further_pages(found, source, ask)
    return found


def _ask(
    found: Collected, question: str, url: str, ask: Ask, known: Mapping[str, Mapping[str, str | None]]
) -> None:
    """One question. What stands beside the list itself may be missing."""
    mark = ServerMark(**known[question]) if question in known else None
    try:
        came = ask(url, mark)
    except Refused:
        if found.parts:
            return
        raise
    found.marks[question] = {"etag": came.mark.etag, "last_modified": came.mark.last_modified}
    if came.data is not None:
        found.parts[question] = unpack_gzip(came.data) if came.data.startswith(b"\x1f\x8b") else came.data


def _further_pages(found: Collected, source: str, ask: Ask) -> None:
    """What the first page of a directory says that there is more of."""
    joint = "&" if urlsplit(source).query else "?"
    size = len(found.parts[""])
    for page in next_pages(found.parts[""], _MOST_PAGES):
        _ask(found, str(page), f"{source}{joint}page={page}", ask, {})
        size += len(found.parts.get(str(page), b""))
        if size > MOST_BYTES:
            raise too_large()


def _of_files(form: str, path: Path) -> Collected:
    if path.is_dir():
        files = sorted(each for each in path.iterdir() if each.suffix in (".json", ".ndjson", ".jsonl"))
        if not files:
            raise Refused(_("Mappen har ingen filer som kan leses."))
        if form == "bmlt":
            return Collected(_answers(map(_read, files)))
        found = Collected({each.name: _read(each) for each in files})
    else:
        found = Collected({"": _read(path)})
    if form == "bmlt":
        found.parts |= _saved_beside(path)
    return found


def _saved_beside(path: Path) -> dict[str, bytes]:
    """Other answers of the same server, saved beside the meetings under a name like theirs."""
    folder, named = path.parent, path.name
    other = {question: folder / named.replace("search-results", word) for question, word in _SAVED.items()}
    other |= {
        question: folder / named.replace(ASKED[0], question) for question in _SAVED if ASKED[0] in named
    }
    return {
        question: _read(file) for question, file in other.items() if file.is_file() and file.name != named
    }


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large()
        data = path.read_bytes()
    except OSError:
        raise Refused(_("Filen finnes ikke eller kan ikke åpnes.")) from None
    return unpack_gzip(data) if data.startswith(b"\x1f\x8b") else data
