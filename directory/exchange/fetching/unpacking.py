"""How is something packed opened without harm? Sizes are looked at before, and counted while it is opened."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath

from flask_babel import gettext as _

from directory.exchange.fetching.refused import Refused

MOST_BYTES = 32 * 1024 * 1024
_MOST_FILES = 500
_MOST_TIMES = 200  # a sheet of one repeated row packs to a hundredth; beyond that it is meant to harm
_SMALL = 1024 * 1024
_PIECE = 256 * 1024
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


class Bytes:
    """What has come so far, and never more than `most` of it."""

    def __init__(self, most: int) -> None:
        self._pieces: list[bytes] = []
        self._left = most

    def add(self, piece: bytes) -> None:
        """One more piece.

        Raises:
            Refused: it is too much.
        """
        self._left -= len(piece)
        if self._left < 0:
            raise too_large()
        self._pieces.append(piece)

    def all(self) -> bytes:
        """All of it."""
        return b"".join(self._pieces)


def too_large() -> Refused:
    """It is more than we take in at once."""
    return Refused(_("Dette er for stort. Del det i flere mindre filer."))


def damage() -> Refused:
    """It cannot be opened."""
    return Refused(_("Filen er ødelagt og kan ikke åpnes. Lagre den på nytt og prøv igjen."))


def unpack_gzip(data: bytes, most: int = MOST_BYTES) -> bytes:
    """What a gzip holds.

    Raises:
        Refused: more than `most`, or it is none.
    """
    came, machine = Bytes(min(most, max(_SMALL, len(data) * _MOST_TIMES))), zlib.decompressobj(wbits=31)
    try:
        rest = data
        while rest and not machine.eof:
            came.add(machine.decompress(rest, _PIECE))
            rest = machine.unconsumed_tail
        came.add(machine.flush())
    except zlib.error:
        raise damage() from None
    if not machine.eof:
        raise damage()
    return came.all()


def unpack_zip(data: bytes, most: int = MOST_BYTES) -> Iterator[tuple[str, bytes]]:
    """The files of a zip one by one, each with its name. Nothing is written anywhere, so no name can lead out of a folder;
    such names are refused all the same.

    Raises:
        Refused: more than `most`, packed too tightly, encrypted, or broken.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            files = [each for each in packed.infolist() if not each.is_dir()]
            _judge(files, min(most, max(_SMALL, len(data) * _MOST_TIMES)))
            for each in files:
                yield each.filename, _content(packed, each)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise damage() from None


def pack_zip(files: Mapping[str, bytes]) -> bytes:
    """Several files as one, as somebody would have sent them."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, (name, content) in enumerate(files.items(), 1):
            packed.writestr(f"{number}-{PurePosixPath(name).name.replace(':', '')}", content)
    return kept.getvalue()


def names_in(data: bytes) -> list[str]:
    """What the files of a zip are called; none where it is no zip. Nothing is opened."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return []


def check_zip(data: bytes) -> None:
    """Look at a zip that another reader will open, such as a sheet: its sizes, its names, and that its XML declares nothing.

    Raises:
        Refused: it may not be opened.
    """
    for name, content in unpack_zip(data):
        if name.endswith((".xml", ".rels", ".vml")):
            _refuse_declared(content)


def _refuse_declared(xml: bytes) -> None:
    """Raises:
    Refused: the XML declares a type or an entity, in whichever encoding.
    """
    squeezed = xml.replace(b"\0", b"").upper()
    if any(word in squeezed for word in _DECLARES):
        raise Refused(
            _("Filen inneholder noe som kan gjøre skade, og blir ikke åpnet. Lagre den på nytt som CSV.")
        )


def _judge(files: list[zipfile.ZipInfo], most: int) -> None:
    if len(files) > _MOST_FILES or sum(each.file_size for each in files) > most:
        raise too_large()
    for each in files:
        path = PurePosixPath(each.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in each.filename or each.flag_bits & 1:
            raise damage()


def _content(packed: zipfile.ZipFile, each: zipfile.ZipInfo) -> bytes:
    """One file, and not a byte more than its entry says."""
    with packed.open(each) as file:
        content = file.read(each.file_size + 1)
    if len(content) > each.file_size:
        raise damage()
    return content
