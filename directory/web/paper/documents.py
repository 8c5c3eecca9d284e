"""How is a document given out? As PDF, two in the making at once in each worker; the third is asked to wait a moment."""

import ctypes.util
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from flask import Response
from flask_babel import gettext as _

from directory.web.errors import ErrorInWords, ErrorText
from directory.web.paper import pdf

AT_ONCE = 2
_LONGEST = 30  # seconds
_WAIT = 5  # seconds until the next try
_ROOT = Path(__file__).resolve().parents[3]
_places = threading.BoundedSemaphore(AT_ONCE)


def document(html: str, name: str, styles: Iterable[str] = ()) -> Response:
    """The page `html` as a PDF that is shown, called `name`, dressed in `styles`: files of this folder. The page is whole: its
    pictures stand in it (`data:`), and it has a language and a title; its first font is one that the machine has.

    Raises:
        ErrorInWords: 503, where two others are being made, or where no PDF can be made on this machine. In words.
    """
    style = "".join(_style(each) for each in styles)
    answer = Response(
        make_pdf(html.replace("</head>", f"<style>{style}</style></head>", 1)), mimetype="application/pdf"
    )
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def make_pdf(html: str) -> bytes:
    """As `document`, the PDF alone.

    Raises:
        ErrorInWords: as there.
    """
    if not can_be_made():
        raise _cannot()
    if not _places.acquire(blocking=False):
        raise ErrorInWords(
            503,
            ErrorText(
                _("Vi lager to andre ark akkurat nå"),
                _("Vent noen sekunder, og last siden på nytt. Ingenting er borte."),
            ),
            retry_after=_WAIT,
        )
    try:
        return _write(html)
    finally:
        _places.release()


@cache
def can_be_made() -> bool:
    """Whether this machine has what it takes. Where that is only seen when a document is made, the answer to it says so."""
    return find_spec("weasyprint") is not None and (
        sys.platform != "linux" or ctypes.util.find_library("pango-1.0") is not None
    )


@cache
def _style(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _write(html: str) -> bytes:
    """In a process that knows nothing of ours but the page: no setting and no secret goes along."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG") if name in os.environ}
    told = {"input": html.encode(), "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", pdf.__name__]
    done = subprocess.run(command, **told, cwd=_ROOT, env=kept, timeout=_LONGEST, check=False)  # type: ignore[call-overload]  # noqa: S603
    if done.returncode == pdf.CANNOT:
        raise _cannot()
    if done.returncode or not done.stdout:
        raise RuntimeError(f"no document was made: the process ended with {done.returncode}")
    made: bytes = done.stdout
    return made


def _cannot() -> ErrorInWords:
    return ErrorInWords(
        503,
        ErrorText(
            _("PDF kan ikke lages her"),
            _("Denne maskinen mangler det som trengs. Åpne siden og skriv den ut fra nettleseren i stedet."),
        ),
    )
