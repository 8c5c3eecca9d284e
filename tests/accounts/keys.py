"""A device with a passkey, in plain code: what a browser and its key answer (WebAuthn, ES256, no attestation)."""

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlsplit

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

_PRESENT, _VERIFIED, _WITH_KEY = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    """Base64url without its padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    """One key for one site. `like` gives the same key in a browser that shows another site."""

    def __init__(self, origin: str, like: Self | None = None) -> None:
        self._origin = origin
        self._private = like._private if like else ec.generate_private_key(ec.SECP256R1())
        self.id = like.id if like else os.urandom(32)
        self._count = 0

    def made(self, options: Mapping[str, Any]) -> str:
        """What `navigator.credentials.create` gives for these options, as JSON."""
        point = self._private.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        described = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        data = self._data(options["rp"]["id"], _WITH_KEY) + described
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer("create", options, self.id, attestationObject=text(attested))

    def signed(self, options: Mapping[str, Any], as_id: bytes | None = None) -> str:
        """What `navigator.credentials.get` gives for these options, as JSON. `as_id`: pretend to be another key."""
        data = self._data(options["rpId"], 0)
        client = self._client("get", options)
        signature = self._private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            "get", options, as_id or self.id, authenticatorData=text(data), signature=text(signature)
        )

    def _data(self, site: str, more: int) -> bytes:
        self._count += 1
        asked = urlsplit(self._origin).hostname if site not in self._origin else site
        flags = bytes([_PRESENT | _VERIFIED | more])
        return hashlib.sha256(str(asked).encode()).digest() + flags + self._count.to_bytes(4, "big")

    def _client(self, what: str, options: Mapping[str, Any]) -> bytes:
        told = {
            "type": f"webauthn.{what}",
            "challenge": text(urlsafe_b64decode(options["challenge"] + "==")),
            "origin": self._origin,
            "crossOrigin": False,
        }
        return json.dumps(told).encode()

    def _answer(self, what: str, options: Mapping[str, Any], id_: bytes, **parts: str) -> str:
        response = {"clientDataJSON": text(self._client(what, options)), **parts}
        whole = {"id": text(id_), "rawId": text(id_), "type": "public-key", "clientExtensionResults": {}}
        return json.dumps(whole | {"response": response})
