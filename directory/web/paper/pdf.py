"""How does a page of ours become a PDF? `python -m directory.web.paper.pdf`: a whole page in, a PDF out, and the process ends.

It is a process of its own, so that no worker carries what it needs for this (40 MB), and so that a document that goes wrong
takes nothing with it. It reads no network and no file that a page names: all that is in a document comes with it.
"""

import logging
import resource
import sys

_CPU_SECONDS = 20  # a sheet takes a tenth of one; a long report a few

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
    made: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    return made


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
