"""Nothing fetches but what may be fetched, and nothing is opened that could do harm."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from directory.exchange.fetching import addresses
from directory.exchange.fetching.clean_text import plain, words_of
from directory.exchange.fetching.fetch import ServerMark, fetch
from directory.exchange.fetching.json_text import json_of
from directory.exchange.fetching.refused import Refused
from directory.exchange.fetching.unpacking import check_zip, unpack_gzip, unpack_zip
from tests.exchange.lists import packed

INSIDE = """127.0.0.1 127.0.0.2 127.1 127.0.1 127.255.255.254 0 0.0.0.0 0x7f000001 0x7f.1 0x7f.0.0.1 0177.0.0.1 0177.1 2130706433
017700000001 127.0.0.1. localhost LOCALHOST localhost. [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
[0000::1] [::ffff:0:7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [2002:7f00:1::] [2002:7f00:0001::1] 10.0.0.1 10.1 0xa.1
172.16.0.1 172.31.255.255 192.168.0.1 192.168.1 0xc0a80001 3232235521 169.254.169.254 0xa9fea9fe 2852039166 [fe80::1] [fc00::1]
[fd00::1] [::ffff:10.0.0.1] [::ffff:169.254.169.254] 100.64.0.1 192.0.2.1 198.18.0.1 203.0.113.1 224.0.0.1 240.0.0.1
255.255.255.255 [ff02::1] [2001:db8::1]""".split()


@pytest.mark.parametrize("host", INSIDE)
def test_no_spelling_of_an_inner_address_is_connected_to(host: str) -> None:
    written = host.strip("[]")
    found = [written] if ":" in written else None
    with pytest.raises(Refused):
        addresses.choose(
            written, 443, False, lambda name, port: found or ["127.0.0.1" if name.startswith("127") else name]
        )
    assert not addresses.is_open(written)


def test_a_name_that_leads_both_out_and_in_is_refused() -> None:
    with pytest.raises(Refused):
        addresses.choose("to.example", 443, False, lambda _host, _port: ["93.184.215.14", "127.0.0.1"])
    assert (
        addresses.choose("out.example", 443, False, lambda _host, _port: ["93.184.215.14"]) == "93.184.215.14"
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://list.example/",
        "https://list.example:8443/",
        "https://a:b@list.example/",
        "file:///etc/passwd",
        "gopher://x/",
        "https://",
        "x",
    ],
)
def test_only_a_plain_https_address_is_fetched(url: str) -> None:
    with pytest.raises(Refused):
        fetch(url)


class _Lists(BaseHTTPRequestHandler):
    dripped = 0

    def do_GET(self) -> None:
        if self.path == "/inward":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        body = gzip.compress(b" " * 60_000_000) if self.path == "/bomb" else b'[{"name": "a"}]'
        body = b" " * 100 if self.path == "/slow" else body
        same = self.headers.get("If-None-Match") == '"1"'
        self.send_response(304 if same else 200)
        self.send_header("ETag", '"1"')
        if self.path == "/bomb":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(0 if same else len(body)))
        self.end_headers()
        if self.path == "/slow":
            for byte in body:
                time.sleep(0.2)
                self.wfile.write(bytes([byte]))
                _Lists.dripped += 1
        elif not same:
            self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    serving = ThreadingHTTPServer(("127.0.0.1", 0), _Lists)
    serving.daemon_threads = True
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()


def test_what_has_not_changed_is_not_sent_again(server: str) -> None:
    first = fetch(f"{server}/list", private=True)
    assert first.data == b'[{"name": "a"}]'
    assert first.mark == ServerMark('"1"', None)
    assert fetch(f"{server}/list", private=True, mark=first.mark).data is None


@pytest.mark.parametrize("path", ["/bomb", "/inward"])
def test_a_bomb_and_a_turn_inward_are_refused(server: str, path: str) -> None:
    with pytest.raises(Refused):
        fetch(f"{server}{path}", private=True)


def test_a_server_that_drips_is_left_when_time_is_up(server: str) -> None:
    with pytest.raises(Refused) as refused:
        fetch(f"{server}/slow", private=True, longest=0.7)
    assert refused.value.fleeting
    assert _Lists.dripped < 100  # not the whole


@pytest.mark.parametrize(
    "data",
    [
        packed({"xl/sheet.xml": b"0" * 80_000_000}),
        packed({"../up.xml": b"x"}),
        packed({"/etc/x": b"x"}),
        packed({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
        packed({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")}),
        b"PK\x03\x04 and nothing",
    ],
)
def test_a_package_that_could_do_harm_is_not_opened(data: bytes) -> None:
    with pytest.raises(Refused):
        check_zip(data)


def test_what_is_packed_well_comes_out_whole() -> None:
    assert dict(unpack_zip(packed({"a.csv": b"1", "b/c.csv": b"2"}))) == {"a.csv": b"1", "b/c.csv": b"2"}
    assert unpack_gzip(gzip.compress(b"abc" * 1000)) == b"abc" * 1000


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b"[" + b"[]," * 2_000_000 + b"[]]", b"", b"<html>", b"\xff\xfe\x00", b"[1,"]
)
def test_json_that_is_none_or_too_much_is_refused_at_once(data: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(Refused):
        json_of(data)
    assert time.process_time() - begun < 15


def test_a_broken_line_takes_no_other_with_it() -> None:
    assert json_of(b'{"a": 1}\n{"a": 2\n{"a": 3}\n') == [{"a": 1}, None, {"a": 3}]
    with pytest.raises(Refused):
        json_of(b'{"a": 1}\n{"a": 2\n')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_letters_come_through_in_every_usual_encoding(encoding: str) -> None:
    text = "Navn;Kommune\nBlåbærgruppa;Ålesund\nØstre;Hærøy\n"
    assert words_of(text.encode(encoding)) == text


def test_marks_of_a_page_become_words() -> None:
    assert (
        plain("<p>Hei &amp; ha<br>det<script>alert(1)</script></p>&lt;b&gt;x\u202e")
        == "Hei & ha\ndet\nx\u202e"
    )
    assert plain({"a": 1}) == ""
