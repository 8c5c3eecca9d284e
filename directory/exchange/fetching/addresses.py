"""Which machines may be asked? Those of the open net alone, looked up once and asked at the very address that was judged."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from flask_babel import gettext as _

from directory.exchange.fetching.refused import Refused

Resolve = Callable[[str, int], list[str]]
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the machine's own resolver reads its name, in whichever spelling.

    Raises:
        Refused: there is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused(
            _("Adressen finnes ikke på nettet nå. Sjekk at den er riktig."), fleeting=True
        ) from None
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def choose(host: str, port: int, private: bool, look_up: Resolve = resolve) -> str:
    """The address to connect to. One that leads inside is enough to refuse the name: it may answer otherwise next time.

    Raises:
        Refused: it leads to this machine or a private net, and `private` does not allow that.
    """
    found = look_up(host, port)
    if not found or not (private or all(map(is_open, found))):
        raise Refused(_("Adressen fører ikke ut på det åpne nettet. Bruk en adresse som alle kan nå."))
    return found[0]


def is_open(written: str) -> bool:
    """Whether an address lies in the open net; one that wraps another is judged by that one."""
    try:
        address = ip_address(written.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(address) if isinstance(address, IPv6Address) else address
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _wrapped(address: IPv6Address) -> IPv4Address | IPv6Address:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour or address
    if address.teredo:
        return address.teredo[1]
    if any(address in net for net in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
