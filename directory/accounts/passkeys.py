"""Is this your key? A passkey in a device (WebAuthn), as the second step; the library checks, we keep the public part.

What the device must sign follows from the desk session, which is random and ends: a used answer is worth nothing in
another session, and within one the second step is taken once.
"""

import hashlib
import hmac
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import webauthn
from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from directory.accounts.models import DeskSession, Passkey
from directory.settings import Settings
from directory.web.typed import clean

MOST = 10  # keys that one person may have
_LONGEST_ANSWER = 20_000


def possible() -> bool:
    """Whether browsers allow passkeys here: the site needs a name, an IP address is not enough."""
    try:
        ip_address(_site())
    except ValueError:
        return True
    return False


def of(session: Session, person_id: int) -> list[Passkey]:
    """Somebody's keys, the first one first."""
    return list(session.scalars(select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id)))


def options_to_add(session: Session, row: DeskSession) -> str:
    """What the browser is asked when a key is to be added. JSON (`PublicKeyCredentialCreationOptions`)."""
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=_site(),
            rp_name="Varde",
            user_id=_keyed_hash(f"person:{row.person_id}"),
            user_name=row.person.email or "",
            challenge=_challenge("add", row),
            exclude_credentials=_descriptors(session, row.person_id),
        )
    )


def options_to_use(session: Session, row: DeskSession) -> str:
    """What the browser is asked in the second step. JSON (`PublicKeyCredentialRequestOptions`)."""
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=_site(),
            challenge=_challenge("use", row),
            allow_credentials=_descriptors(session, row.person_id),
        )
    )


def add(session: Session, row: DeskSession, answer: str, now: datetime) -> Passkey | None:
    """Keep the key that the browser made. None when its answer does not hold, or there are too many keys."""
    if len(of(session, row.person_id)) >= MOST:
        return None
    try:
        verified = webauthn.verify_registration_response(
            credential=_whole(answer),
            expected_challenge=_challenge("add", row),
            expected_rp_id=_site(),
            expected_origin=_origin(),
        )
    except (WebAuthnException, ValueError):
        return None
    credential_id = bytes_to_base64url(verified.credential_id)
    if _with_id(session, credential_id) is not None:
        return None
    key = Passkey(
        person_id=row.person_id,
        credential_id=credential_id,
        public_key=bytes_to_base64url(verified.credential_public_key),
        sign_count=verified.sign_count,
        made_at=now,
    )
    session.add(key)
    session.flush()
    return key


def use(session: Session, row: DeskSession, answer: str, now: datetime) -> bool:
    """Whether the answer was signed by one of the person's keys, for this session."""
    try:
        credential = webauthn.helpers.parse_authentication_credential_json(_whole(answer))
        key = _with_id(session, bytes_to_base64url(credential.raw_id))
        if key is None or key.person_id != row.person_id:
            return False
        verified = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=_challenge("use", row),
            expected_rp_id=_site(),
            expected_origin=_origin(),
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
        )
    except (WebAuthnException, ValueError):
        return False
    key.sign_count, key.used_at = verified.new_sign_count, now
    session.flush()
    return True


def remove(session: Session, person_id: int, passkey_id: int) -> bool:
    """Take one of somebody's own keys away; False when it is not theirs."""
    mine = delete(Passkey).where(Passkey.id == passkey_id, Passkey.person_id == person_id)
    return session.execute(mine.returning(Passkey.id)).first() is not None


def _with_id(session: Session, credential_id: str) -> Passkey | None:
    return session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def _descriptors(session: Session, person_id: int) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id))
        for key in of(session, person_id)
    ]


def _whole(answer: str) -> str:
    """The browser's answer as JSON text. Raises `ValueError` when it is too long to be one."""
    if len(answer) > _LONGEST_ANSWER:
        raise ValueError("too long")
    return clean(answer, _LONGEST_ANSWER)


def _challenge(purpose: str, row: DeskSession) -> bytes:
    return _keyed_hash(f"{purpose}:{row.token_hash}")


def _keyed_hash(text: str) -> bytes:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"passkey:{text}".encode(), hashlib.sha256).digest()


def _origin() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url


def _site() -> str:
    return urlsplit(_origin()).hostname or ""
