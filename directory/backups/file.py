"""Is this file a backup of ours, whole, and may we read it? One line that says what it is, then an archive.

The first line is `VARDE BACKUP 1 plain` or `… sealed` and the SHA-256 of all that follows. Plain, that is a ZIP archive which any
tool opens; sealed, it is salt, nonce, and the archive under AES-256-GCM with a key that scrypt makes of the passphrase.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FORMAT = 1
_FIRST_LINE = re.compile(rb"VARDE BACKUP (\d{1,9}) (plain|sealed) ([0-9a-f]{64})\n")
_BEGINS = b"VARDE BACKUP "
_LONGEST_FIRST_LINE = 128
_SALT, _NONCE = 16, 12
_SCRYPT = {"length": 32, "n": 2**16, "r": 8, "p": 1}  # 64 MB and a fifth of a second for each guess


class BackupRefused(Exception):
    """The file cannot be used, or must not be overwritten. The text says why, in a sentence or two."""


def write(path: Path, archive: bytes, passphrase: str | None) -> None:
    """Put a backup at `path`, for its owner alone. It is there whole and on the disk, or not at all.

    Raises:
        BackupRefused: something else than a backup lies there.
        OSError: the disk does not take it.
    """
    if path.exists() and not path.read_bytes()[: len(_BEGINS)] == _BEGINS:
        raise BackupRefused("It is there already, and is no backup.")
    kind, body = ("sealed", _seal(archive, passphrase)) if passphrase else ("plain", archive)
    first = f"VARDE BACKUP {FORMAT} {kind} {hashlib.sha256(body).hexdigest()}\n"
    descriptor, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(first.encode("ascii") + body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        os.unlink(aside)
        raise
    _to_disk(path.parent)


def read(path: Path, passphrase: str | None) -> bytes:
    """The archive of a backup.

    Raises:
        BackupRefused: it is foreign, newer than this house, damaged, or sealed with another key.
        OSError: it cannot be read.
    """
    whole = path.read_bytes()
    first = _FIRST_LINE.match(whole[:_LONGEST_FIRST_LINE])
    if not first:
        raise BackupRefused("It is not a backup of Varde.")
    if int(first[1]) > FORMAT:
        raise BackupRefused("A newer Varde made it. Upgrade this one first.")
    body = whole[first.end() :]
    if hashlib.sha256(body).hexdigest().encode("ascii") != first[3]:
        raise BackupRefused("It is damaged or not whole.")
    return _open(body, passphrase) if first[2] == b"sealed" else body


def _seal(archive: bytes, passphrase: str) -> bytes:
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    return salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, archive, _BEGINS)


def _open(body: bytes, passphrase: str | None) -> bytes:
    if not passphrase:
        raise BackupRefused("It is encrypted. Set VARDE_BACKUP_KEY to the key that it was made with.")
    salt, nonce, rest = body[:_SALT], body[_SALT : _SALT + _NONCE], body[_SALT + _NONCE :]
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, rest, _BEGINS)
    except (InvalidTag, ValueError):
        raise BackupRefused("VARDE_BACKUP_KEY is not the key that it was made with.") from None


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, **_SCRYPT).derive(passphrase.encode("utf-8"))


def _to_disk(folder: Path) -> None:
    """A new name is safe once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
