"""How is an address of others fetched? Only https, only the open net, so much and so long and no more."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore
import httpx
from flask_babel import gettext as _

from directory.exchange.fetching.pinned_transport import PinnedTransport
from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import MOST_BYTES, Bytes, unpack_gzip

LONGEST = 60.0  # seconds for all of it, redirects too
_MOST_REDIRECTS = 5
_WHO = "Varde (a directory of self-help groups; reads published lists)"
_TROUBLES = (
    httpx.HTTPError, httpx.InvalidURL, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError,
    httpcore.UnsupportedProtocol, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ServerMark:
    """What a server said of a document, so that it need not be sent again while it is the same."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came; `data` is None where nothing has changed since the mark."""

    data: bytes | None
    mark: ServerMark
    url: str


def fetch(
    url: str, *, private: bool = False, mark: ServerMark | None = None, longest: float = LONGEST
) -> Fetched:
    """What lies at `url` now. `private` is for tests: also this machine, and http.

    Raises:
        Refused: it may not be fetched, or could not be.
    """
    check(url, private)
    until = time.monotonic() + longest
    transport = PinnedTransport(private=private, until=until)
    hooks = {"request": [lambda request: check(str(request.url), private)]}
    try:
        with (
            httpx.Client(
                transport=transport, trust_env=False, event_hooks=hooks, max_redirects=_MOST_REDIRECTS
            ) as client,
            client.stream("GET", url, headers=_headers(mark), follow_redirects=True) as reply,
        ):
            return _take(reply, mark or ServerMark(), until)
    except _TROUBLES:
        raise Refused(_("Adressen svarer ikke som den skal. Prøv igjen senere."), fleeting=True) from None


def check(url: str, private: bool) -> None:
    """Raises:
    Refused: the address is none that we fetch. It is looked at anew before each redirect is followed.
    """
    try:
        parts = urlsplit(url)
        fine = parts.scheme == "https" and parts.port in (None, 443)
        known = bool(parts.hostname) and not parts.username and not parts.password
    except ValueError:
        fine = known = False
    if not known or not (fine or (private and parts.scheme in ("http", "https"))):
        raise Refused(_("Adressen må begynne med https, uten navn og passord og uten eget portnummer."))


def _headers(mark: ServerMark | None) -> dict[str, str]:
    said = {"User-Agent": _WHO, "Accept-Encoding": "gzip", "Accept": "*/*"}
    if mark and mark.etag:
        said["If-None-Match"] = mark.etag
    if mark and mark.last_modified:
        said["If-Modified-Since"] = mark.last_modified
    return said


def _take(reply: httpx.Response, mark: ServerMark, until: float) -> Fetched:
    url = str(reply.url)
    if reply.status_code == httpx.codes.NOT_MODIFIED:
        return Fetched(None, mark, url)
    if reply.status_code != httpx.codes.OK:
        raise Refused(
            _(
                "Adressen svarer med feil (%(status)s). Prøv igjen senere, eller spør dem som eier den.",
                status=reply.status_code,
            ),
            fleeting=True,
        )
    data = _whole(reply, until)
    encoding = reply.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        data = unpack_gzip(data)
    elif encoding not in ("identity", ""):
        raise Refused(_("Adressen pakker svaret på en måte som vi ikke leser."))
    return Fetched(data, ServerMark(reply.headers.get("ETag"), reply.headers.get("Last-Modified")), url)


def _whole(reply: httpx.Response, until: float) -> bytes:
    """The body, as long as it is not too long in bytes or in time."""
    came = Bytes(MOST_BYTES)
    for piece in reply.iter_raw():
        came.add(piece)
        if time.monotonic() > until:
            raise Refused(_("Det tok for lang tid å hente adressen. Prøv igjen senere."), fleeting=True)
    return came.all()
