"""How do drills work at the desk of a running service? With a cookie, and with forms sent as a browser sends them."""

from typing import Any, Self

from flask import Flask

from tests.desks import add_person, signed_in
from tests.drills.visiting import Answer, Asked, ask
from tests.inspecting import Page
from tests.listings.editors import AALESUND
from tests.listings.filling import filled
from tests.markup import parse
from tests.serving import Service

LIST = "/skrivebord/oppforinger"


class NotNow(Exception):
    """The service says that it cannot do it just now: nothing is acknowledged."""


class Desk:
    """Somebody at the desk of `service`, which may be another one after each start."""

    service: Service

    def __init__(self, app: Flask, email: str) -> None:
        """`app` is a house on the same database: it lets them in."""
        cookie = signed_in(app, email).client.get_cookie("varde_desk", "127.0.0.1")
        assert cookie
        self.cookie = f"varde_desk={cookie.value}"

    @classmethod
    def of_editor(cls, app: Flask, service: Service) -> Self:
        """The desk of somebody who answers for Ålesund: of others it is many that show so much in a day, and that waits."""
        desk = cls(app, add_person(app, "contact_point", AALESUND))
        desk.service = service
        return desk

    def get(self, path: str) -> Page:
        """A page that must be there.

        Raises:
            NotNow: the service can do nothing just now.
        """
        answer = self._asked(Asked(path))
        assert answer.status == 200, (path, answer.status, answer.text[:300])
        return Page(answer.status, {}, answer.text, None, parse(answer.text))

    def send(self, page: str, to: str | None = None, **values: Any) -> Answer:
        """The form on `page`, with other values in some fields, sent `to` another address or to the page itself."""
        shown = self.get(page)
        form = filled(shown) if shown.select("form#skjema") else {}
        token = shown.select("input[name=csrf_token]")[0]["value"]
        sent = {**form, **values, "csrf_token": token}
        return self._asked(Asked(to or page, form=sent))

    def _asked(self, asked: Asked) -> Answer:
        answer = ask(self.service, asked, self.cookie)
        if answer.status == 503:
            raise NotNow(asked.path)
        return answer

    def edit(self, listing: str, **values: Any) -> Answer:
        """Change fields of a listing."""
        return self.send(f"{LIST}/{listing}/endre", act="save", **values)

    def act(self, listing: str, name: str) -> Answer:
        """One of the buttons on a listing's page: `apne`, `legg-ned`, `vis`."""
        return self.send(f"{LIST}/{listing}", f"{LIST}/{listing}/{name}")

    def make(self, like: str, **values: Any) -> str:
        """A new listing as `like`, shown to everybody. Returns its id."""
        copied = self.act(like, "kopier")
        assert copied.status == 303, copied
        listing = copied.location.split("/")[-2]
        for answer in (self.edit(listing, **values), self.act(listing, "vis")):
            assert answer.status == 303, answer
        return listing
