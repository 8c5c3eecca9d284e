"""What can stand in the body of a request? The same fields as a form, with files, as JSON of any kind, in a wrong charset, huge,
nested, or as nothing of the kind. Everything comes from one `Random`, so that what was sent once can be sent again."""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple
from urllib.parse import quote_from_bytes

from tests.matching.test_hostile import as_bytes, texts, values

Fields = Sequence[tuple[str, str]]
URLENCODED = "application/x-www-form-urlencoded"
_BOUNDARY = "grense"
_CHARSETS = ("utf-16", "utf-32", "latin-1", "cp037", "utf-7", "idna", "none-such", "")
_FILES = ("a.txt", "", "../../x", "a\x00b")
_TYPES = (
    URLENCODED,
    "multipart/form-data",
    "multipart/form-data; boundary=",
    f"multipart/form-data; boundary={_BOUNDARY}",
    f'multipart/form-data; boundary="{_BOUNDARY}',
    "multipart/form-data; boundary=" + "g" * 300,
    "multipart/mixed; boundary=grense",
    "application/json",
    "application/json; charset=utf-16",
    "application/problem+json",
    "text/plain",
    "text/xml",
    "application/octet-stream",
    "*/*",
    ";",
    "x" * 3000,
    "",
)
_ODD_JSON = (
    b"",
    b"{",
    b"\xff\xfe",
    b"NaN",
    b"1e999",
    b"9" * 5000,
    b'"\\ud800"',
    b'{"a": 1, "a": 2}',
    b"\xef\xbb\xbf{}",
    '{"situation": "jeg drikker"}'.encode("utf-16"),
    b"[" * 100_000,
    b'{"situation":' * 50_000,
    b'{"place": [[[[[[[["alesund"]]]]]]]]}',
)


class Body(NamedTuple):
    """What is sent, with its content type; None for none at all."""

    name: str
    type: str | None
    content: bytes


def urlencoded(fields: Fields) -> bytes:
    """As a browser sends a form."""
    pairs = ((quote_from_bytes(as_bytes(name)), quote_from_bytes(as_bytes(value))) for name, value in fields)
    return "&".join(f"{name}={value}" for name, value in pairs).encode()


def _form(chance: Random, fields: Fields) -> Body:
    return Body("form", chance.choice((URLENCODED, f"{URLENCODED}; charset=UTF-8")), urlencoded(fields))


def _wrong_charset(chance: Random, fields: Fields) -> Body:
    charset = chance.choice(_CHARSETS)
    text = "&".join(f"{name}={value}" for name, value in fields)
    try:
        content = text.encode(charset, "replace")
    except (LookupError, UnicodeError):
        content = as_bytes(text)
    return Body("wrong charset", f"{URLENCODED}; charset={charset}", content)


def _multipart(chance: Random, fields: Fields) -> Body:
    return Body("multipart", f"multipart/form-data; boundary={_BOUNDARY}", _parts(chance, fields, 0))


def _with_files(chance: Random, fields: Fields) -> Body:
    return Body("files", f"multipart/form-data; boundary={_BOUNDARY}", _parts(chance, fields, 0.4))


def _parts(chance: Random, fields: Fields, odd: float) -> bytes:
    parts = [_part(chance, name, value, chance.random() < odd) for name, value in fields]
    return b"".join((*parts, f"--{_BOUNDARY}--\r\n".encode()))


def _part(chance: Random, name: str, value: str, odd: bool) -> bytes:
    plain = name.replace('"', "%22").replace("\r", "").replace("\n", "")
    heads = [
        f'; name="{plain}"; filename="{chance.choice(_FILES)}"',
        "",
        "; name",
        f"; name*=utf-8''{plain}",
        f'; name="{plain}"\r\nContent-Type: text/plain; charset={chance.choice(_CHARSETS)}',
        f'; name="{plain}"\r\nContent-Transfer-Encoding: base64',
        f'; name="{plain}"\r\n\xff: \xfe',
    ]
    head = chance.choice(heads) if odd else f'; name="{plain}"'
    return b"".join(
        (
            f"--{_BOUNDARY}\r\nContent-Disposition: form-data".encode(),
            as_bytes(head),
            b"\r\n\r\n",
            as_bytes(value),
            b"\r\n",
        )
    )


def _broken_multipart(chance: Random, fields: Fields) -> Body:
    whole = _parts(chance, fields, 0.3)
    content = (
        whole[: chance.randrange(len(whole))] if chance.random() < 0.5 else whole.replace(b"\r\n", b"\n")
    )
    return Body(
        "broken multipart", f"multipart/form-data; boundary={chance.choice((_BOUNDARY, 'x', ''))}", content
    )


def _json_fields(chance: Random, fields: Fields) -> Body:
    return Body("json", "application/json", as_bytes(json.dumps(dict(fields))))


def _json_values(chance: Random, fields: Fields) -> Body:
    any_values = {name: values(chance) for name, _value in fields}
    content = any_values if chance.random() < 0.6 else values(chance)
    return Body("json of any kind", "application/json", as_bytes(json.dumps(content)))


def _json_odd(chance: Random, fields: Fields) -> Body:
    return Body("odd json", "application/json", chance.choice(_ODD_JSON))


def _text(chance: Random, fields: Fields) -> Body:
    return Body("text", chance.choice(("text/plain", "text/html; charset=utf-8")), as_bytes(texts(chance)))


def _none(chance: Random, fields: Fields) -> Body:
    return Body("none", None, b"")


def _huge(chance: Random, fields: Fields) -> Body:
    first = urlencoded(fields)
    content = chance.choice(
        (
            first + b"&situation=" + b"a" * 300_000,
            first + b"&a=1" * 60_000,
            first + b"&meetings-%d-starts=19" * 10_000,
            first + b"&situation=" + b"%C3%85" * 40_000,
        )
    )
    return Body("huge", URLENCODED, content)


def _many_parts(chance: Random, fields: Fields) -> Body:
    many = [*fields, *[("x", "y")] * 1500]
    return Body("many parts", f"multipart/form-data; boundary={_BOUNDARY}", _parts(chance, many, 0))


def _rubbish(chance: Random, fields: Fields) -> Body:
    return Body("rubbish", chance.choice(_TYPES), chance.randbytes(chance.randrange(400)))


def _other_type(chance: Random, fields: Fields) -> Body:
    return Body("another type", chance.choice(_TYPES), urlencoded(fields))


KINDS: tuple[Callable[[Random, Fields], Body], ...] = (
    *(_form,) * 12,  # what comes furthest into the house
    *(_multipart,) * 3,
    _with_files,
    _broken_multipart,
    _wrong_charset,
    _json_fields,
    _json_values,
    _json_odd,
    _text,
    _none,
    _rubbish,
    _other_type,
)
RARE = (_huge, _many_parts)


def body(chance: Random, fields: Fields) -> Body:
    """The fields, or something else where they should be."""
    return chance.choice(RARE if chance.random() < 0.02 else KINDS)(chance, fields)
