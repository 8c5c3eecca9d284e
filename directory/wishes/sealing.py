"""Who can read how somebody is reached? Whoever has the key, which lies outside the database, and nobody else.

All that is sealed has the same length, and no moment stands in it.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from directory.mail.models import SEALED
from directory.settings import Settings, generated_secret

LONGEST = 320  # bytes: no e-mail address is longer


def can_seal(settings: Settings) -> bool:
    """Whether there is a key: in production it must have been set, elsewhere one is made."""
    return bool(settings.wish_key) or not settings.production


def seal(settings: Settings, words: str) -> str:
    """`words`, unreadable without the key."""
    padded = words.encode().ljust(LONGEST, b"\0")
    return _lock(settings).encrypt_at_time(padded, 0).decode("ascii")


def unseal(settings: Settings, sealed: str) -> str | None:
    """What was sealed; None where there is no key, or it was sealed with another."""
    if not can_seal(settings):
        return None
    try:
        return _lock(settings).decrypt(sealed.encode("ascii")).rstrip(b"\0").decode()
    except InvalidToken:
        return None


def recipient_of(sealed: str) -> str:
    """A sealed way as it stands in the queue of letters."""
    return SEALED + sealed


def open_recipient(settings: Settings, recipient: str) -> str | None:
    """Where a letter goes: the address itself, or what is sealed in it."""
    if not recipient.startswith(SEALED):
        return recipient
    return unseal(settings, recipient.removeprefix(SEALED))


def _lock(settings: Settings) -> Fernet:
    secret = settings.wish_key or generated_secret(settings.instance / "wish_key")
    kept = HKDF(SHA256(), 32, None, b"wishes: how somebody is reached").derive(secret.encode())
    return Fernet(urlsafe_b64encode(kept))
