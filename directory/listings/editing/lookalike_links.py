"""Does a link lead where it seems to? Web and mail addresses are held beside those that are known."""

import ipaddress
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from flask_babel import gettext as _
from rapidfuzz.distance import OSA

from directory.listings.editing.lookalike_names import Known, shape
from directory.places.spelling import digraphs_read

_LINKS = ("url", "link", "source_url")
_IN_TEXT = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SHORTENERS = {"bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "ow.ly", "cutt.ly", "rb.gy", "kortlink.dk"}
_LONG = 6
_BETWEEN = re.compile(r"[\W_]+")


def link_flags(known: Known, field: str, text: str, codes: Collection[str] = ()) -> Iterator[str]:
    """What is odd about the links of one field, in sentences. A link within running text is always worth a look.

    `codes`: the organisations that run the listing.
    """
    links = [text] if field in _LINKS else _IN_TEXT.findall(text)
    if links and field not in _LINKS:
        yield _("Det står en lenke i teksten: %(link)s", link=links[0])
    for link in links:
        yield from _web_flags(known, link if "//" in link else f"https://{link}", codes)
    if field == "email" and "@" in text:
        yield from _host_flags(known, text.rpartition("@")[2].lower(), codes)


def _web_flags(known: Known, link: str, codes: Collection[str]) -> Iterator[str]:
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").rstrip(".")
        odd_port = parts.port not in (None, 80, 443)
    except ValueError:
        yield _("Lenken kan ikke leses: %(link)s", link=link)
        return
    if parts.scheme not in ("http", "https") or not host:
        yield _("Dette er ikke en vanlig nettadresse: %(link)s", link=link)
        return
    if _hides(parts):
        yield _("Det som står før @ i lenken, er ikke stedet den går til: %(host)s", host=host)
    if odd_port or _is_number(host):
        yield _("Lenken går til et uvanlig sted: %(host)s", host=parts.netloc)
    yield from _host_flags(known, host, codes)


def _host_flags(known: Known, host: str, codes: Collection[str]) -> Iterator[str]:
    base = _base(host)
    if any(part.startswith("xn--") for part in host.split(".")):
        yield _("Adressen skjuler andre tegn: %(host)s er %(read)s", host=host, read=_decode(host))
    if base in _SHORTENERS:
        yield _("En kort lenke sier ikke hvor den går: %(host)s", host=host)
    hosts = _hosts(known.urls)
    if base in hosts:
        return
    for each in sorted(hosts):
        if _looks_like(host, base, each):
            yield _("%(host)s ligner på %(known)s, men er et annet sted.", host=host, known=each)
    yield from _borrowed_names(known, host, codes)


def _borrowed_names(known: Known, host: str, codes: Collection[str]) -> Iterator[str]:
    """Whose name an unknown host bears: nobody's but those who run the listing, and theirs only where it leads to."""
    base = _base(host)
    for organisation in known.organisations:
        names = (organisation.name, *organisation.other_names)
        name = next((each for each in names if _bears(host, each)), None)
        if name and organisation.code not in codes:
            yield _("Adressen %(host)s nevner %(name)s, som ikke står bak tilbudet.", host=host, name=name)
        elif name and not any(_bears(base, each) for each in names):
            yield _(
                "Adressen %(host)s nevner %(name)s, men fører til %(base)s.", host=host, name=name, base=base
            )


def _bears(host: str, name: str) -> bool:
    """Whether a host has the name in it; a short one must stand alone, as in `aa.example` and `aa-oslo.example`."""
    before_end, wanted = host.rpartition(".")[0], _squeezed(name)
    if len(wanted) >= _LONG:
        whole = _squeezed(before_end)
        return wanted in whole or digraphs_read(wanted) in digraphs_read(whole)  # `blakors`, `blaakors`
    steps = before_end.split(".")
    return wanted in {_squeezed(each) for step in steps for each in (step, *step.split("-"))}


def _squeezed(text: str) -> str:
    """As a hurried eye reads it, without what stands between the words."""
    return shape(_BETWEEN.sub(" ", text))


def _looks_like(host: str, base: str, known: str) -> bool:
    """`al-anon.no.example.com`, `al-anon-no.com`, `a1-anon.no`, `alanon.no` and `al-anon.com` beside `al-anon.no`."""
    name, other = known.rpartition(".")[0], base.rpartition(".")[0]
    if len(name) < 4:
        return f".{known}." in f".{host}."
    if f".{known}." in f".{host}." or known.replace(".", "-") in host:
        return True
    return shape(other) == shape(name) or (
        len(name) >= _LONG and OSA.distance(other, name, score_cutoff=1) == 1
    )


@lru_cache(maxsize=2)
def _hosts(urls: tuple[str, ...]) -> set[str]:
    """The hosts that our own data lead to, without what stands before the last two parts."""
    hosts = (urlsplit(url).hostname for url in urls)
    return {_base(host) for host in hosts if host and "." in host and not _is_number(host)}


def _base(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def _hides(parts: SplitResult) -> bool:
    return "@" in parts.netloc


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.isdigit()
    return True


def _decode(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return "?"
