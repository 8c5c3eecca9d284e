"""How is a listing given out and taken in? One document: read from rows, written to rows, judged when it comes from outside.

A private person's contact never goes out in it: only the listing's own page may show one, and only with consent.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from directory.listings.records.models import Listing, ListingOrganisation
from directory.listings.records.parts import (
    CoursePart,
    ListingContactPart,
    MeetingPart,
    Part,
    PathwayPart,
    PausePart,
    StepPart,
    rows_of,
)
from directory.listings.records.values import (
    Day,
    Flag,
    OneOf,
    ShapesOnly,
    Text,
    Texts,
    degrees,
    fault,
    whole_number,
)
from directory.places.gazetteer import Gazetteer
from directory.vocabulary import (
    AUDIENCES,
    CLASSES,
    CONFIRMED_HOW,
    FOR,
    FORMATS,
    KINDS,
    LANGUAGES,
    LEADERS,
    LEADERSHIP,
    NEEDS,
    OPENNESS,
    STATUSES,
)

_INSIDE = ("go_live_note",)
_ID = re.compile(r"[A-Za-z0-9]{1,40}")


def _speakable(listing_id: str) -> str:
    if not _ID.fullmatch(listing_id):
        raise fault("must be letters and digits, at most 40")
    return listing_id


class ListingDocument(Part):
    """A whole listing, as `/api/v1/listings/{id}` gives it and `init --listings` takes it. Degrees are WGS 84.

    `organisation` is the first of `organisations`, and `municipality` the name of `municipality_number`; one of each pair
    is enough. `phone` and `email` are a short way to write one contact.
    """

    table = Listing
    apart = frozenset({"organisation", "organisations", "municipality", "contacts", "phone", "email"})

    id: Annotated[Text, AfterValidator(_speakable)]
    name: Text
    kind: Annotated[str, OneOf(KINDS)] = "group"
    status: Annotated[str, OneOf(STATUSES)] = "active"
    audiences: Annotated[list[str], OneOf(AUDIENCES)] = []
    needs: Annotated[list[str], OneOf(NEEDS)] = []
    openness: Annotated[str, OneOf(OPENNESS)] | None = None
    leadership: Annotated[str, OneOf(LEADERSHIP)] | None = None
    leader: Annotated[str, OneOf(LEADERS)] | None = None
    twelve_step: Flag = False
    faith_based: Flag = False
    young: Flag = False
    age_from: Annotated[int, whole_number(0, 120)] | None = None
    age_to: Annotated[int, whole_number(0, 120)] | None = None
    language: Annotated[str, OneOf(LANGUAGES)] = "nb"
    interpreter: Flag | None = None
    sign_language: Flag | None = None
    wheelchair: Flag | None = None
    hearing_loop: Flag | None = None
    cost: Text | None = None
    free: Flag | None = None
    referral_needed: Flag | None = None
    accompaniment: Flag | None = None
    by_appointment: Flag = False
    waiting_days: Annotated[int, whole_number(0, 1000)] | None = None
    may_contact: Annotated[list[str], OneOf(AUDIENCES)] = []
    formats: Annotated[list[str], OneOf(FORMATS)] = ["in_person"]
    municipality_number: Text | None = None
    address: Text | None = None
    way_in: Text | None = None
    area_only: Flag = False
    approximate: Flag = False
    latitude: Annotated[float, degrees(90)] | None = None
    longitude: Annotated[float, degrees(180)] | None = None
    catchment: Texts = []
    url: Text | None = None
    summary: Text | None = None
    first_time: Text | None = None
    source: Text = "init --listings"
    source_url: Text | None = None
    source_note: Text | None = None
    confirmed_by: Text | None = None
    confirmed_how: Annotated[str, OneOf(CONFIRMED_HOW)] | None = None
    demo: Flag = False
    go_live_note: Text | None = None
    class_: Annotated[str, OneOf(CLASSES)] | None = Field(None, alias="class")
    for_whom: Annotated[str, OneOf(FOR)] | None = Field(None, alias="for")
    organisation: Text | None = None
    organisations: Texts = []
    municipality: Text | None = None
    place_id: Text | None = Field(None, alias="place")
    schedules: list[MeetingPart] = Field([], alias="meetings")
    pauses: list[PausePart] = []
    contacts: list[ListingContactPart] = []
    course: CoursePart | None = None
    steps: list[StepPart] = []
    pathways: list[PathwayPart] = []
    source_date: Day | None = None
    last_confirmed_on: Day | None = None
    phone: Text | None = Field(None, exclude=True)
    email: Text | None = Field(None, exclude=True)

    @model_validator(mode="before")
    @classmethod
    def _with_an_id(cls, row: object) -> object:
        """One made of what it says, the same on every machine."""
        if not isinstance(row, Mapping) or str(row.get("id") or "").strip():
            return row
        content = "|".join(str(row.get(name) or "").strip() for name in ("name", "municipality", "kind"))
        return {**row, "id": hashlib.sha256(content.encode(errors="replace")).hexdigest()[:10]}

    @classmethod
    def of_listing(cls, listing: Listing, gazetteer: Gazetteer) -> Self:
        """The whole of it, also what is not shown. Private contacts are not in it."""
        place = gazetteer.by_id(listing.municipality_number or "")
        organisations = listing.organisations
        return cls.of(
            listing,
            organisation=next(iter(organisations), None),
            organisations=organisations,
            municipality=place.municipality if place else None,
            contacts=[ListingContactPart.of(each) for each in listing.contacts if not each.private],
        )

    @classmethod
    def shapes(cls, reference: str) -> dict[str, dict[str, Any]]:
        """JSON Schema of what goes out: of `Listing`, and of its parts, to which `reference` leads with `{model}`."""
        whole = cls.model_json_schema(
            ref_template=reference, schema_generator=ShapesOnly, mode="serialization"
        )
        for name in _INSIDE:
            del whole["properties"][name]
            whole["required"].remove(name)
        return {**whole.pop("$defs"), "Listing": whole}

    def for_the_public(self) -> Self:
        """What may be given out: not the address of a closed group, nor a link that is for those who come, nor our own note."""
        hidden = dict.fromkeys(("address", "way_in", "go_live_note") if self.area_only else ("go_live_note",))
        meetings = [_shown_meeting(each, self.area_only) for each in self.schedules]
        return self.model_copy(update={**hidden, "schedules": meetings})

    def as_public_json(self) -> dict[str, Any]:
        """As it goes out, without what is written for those who work here."""
        return {name: value for name, value in self.as_json().items() if name not in _INSIDE}

    def write_listing(self, listing: Listing, *, keep_private: bool = False) -> Listing:
        """Set what differs in the rows of `listing`, and nothing else; with `keep_private` its private contacts stay."""
        self.write(listing)
        private = [each for each in listing.contacts if each.private]
        roles = [each for each in listing.contacts if not each.private]
        contacts = [*rows_of(self.contacts, roles), *(private if keep_private else ())]
        if contacts != [*roles, *private]:
            listing.contacts = contacts
        kept = {row.organisation_code: row for row in listing.run_by}
        run_by = [
            kept.get(code) or ListingOrganisation(organisation_code=code) for code in self.organisations
        ]
        for position, row in enumerate(run_by):
            row.position = position
        if run_by != listing.run_by:
            listing.run_by = run_by
        return listing


def _shown_meeting(meeting: MeetingPart, area_only: bool) -> MeetingPart:
    hidden: dict[str, Any] = {"link": None} if meeting.link and not meeting.link_public else {}
    if area_only:
        dates = [each.model_copy(update={"address": None}) for each in meeting.changed_dates]
        hidden["changed_dates"] = dates
    return meeting.model_copy(update=hidden) if hidden else meeting


def document_of(listing: Listing, gazetteer: Gazetteer, *, public: bool = True) -> dict[str, Any]:
    """`listing` as the JSON of `/api/v1/listings/{id}`.

    `public=False` also gives the address of a closed group and links that are not shown: for changing it, never
    for giving it out. Private contacts are in neither.
    """
    whole = ListingDocument.of_listing(listing, gazetteer)
    return whole.for_the_public().as_public_json() if public else whole.as_json()
