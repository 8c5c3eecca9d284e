"""How does a page of ours become a PDF? `python -m directory.web.paper.pdf`: a whole page in, a PDF out, and the process ends.

It is a process of its own, so that no worker carries what it needs for this (40 MB), and so that a document that goes wrong
takes nothing with it. It reads no network and no file that a page names: all that is in a document comes with it.
"""

import logging
import re
import resource
import sys
from collections.abc import Iterator

_CPU_SECONDS = 20  # a sheet takes a tenth of one; a long report a few

# `data-smaller` of a page names the classes with smaller letters that may be tried until it stands on one sheet.
_LETTERS = re.compile(r'<html lang="\w+" class="(\w*)" data-smaller="([\w ]*)">')

CANNOT = 3
"""How the process ends where the machine lacks what WeasyPrint stands on (Pango)."""


def write(html: str) -> bytes:
    """The page as a tagged PDF (PDF/UA-1) with its fonts in it.

    Raises:
        OSError: the machine lacks Pango.
    """
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it would tell of what a page says
    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    for each in in_smaller_letters(html):
        laid_out = HTML(string=each, url_fetcher=fetcher).render(pdf_variant="pdf/ua-1")
        if len(laid_out.pages) == 1:
            break
    made: bytes = laid_out.write_pdf(pdf_variant="pdf/ua-1")
    return made


def in_smaller_letters(html: str) -> Iterator[str]:
    """The page as it is, then, where it allows it, in smaller and smaller letters."""
    yield html
    if found := _LETTERS.search(html):
        for name in found[2].split():
            yield html.replace(found[0], found[0].replace(f'class="{found[1]}"', f'class="{name}"'), 1)


def main() -> int:
    """From standard input to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    try:
        made = write(sys.stdin.buffer.read().decode("utf-8"))
    except (ImportError, OSError):
        return CANNOT
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
