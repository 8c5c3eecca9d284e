"""Can the house open for real people? The list to go through first, and what the starting data says must be asked about."""

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory import db
from directory.accounts.access import OVERSEERS, desk, the_person
from directory.contact_points.models import ContactPoint
from directory.contact_points.upkeep import still_here
from directory.listings.editing.apply import Editing, change
from directory.listings.editing.scope import acting_as
from directory.listings.records.models import Listing
from directory.listings.upkeep.confirming import confirm
from directory.listings.wording.presenting import place_in_words
from directory.mail import outbox
from directory.oversight import go_live
from directory.oversight.go_live import Check
from directory.places.loading import load
from directory.settings import Settings
from directory.web.clock import oslo_now

pages = Blueprint("ready", __name__, url_prefix="/skrivebord")

_A_PAGE = 14  # six screens of a phone


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One point of the list as text, and where one goes to see to it."""

    check: Check
    text: str
    note: str | None
    url: str | None


@pages.get("/klar")
@desk(*OVERSEERS)
def ready() -> str:
    settings: Settings = current_app.extensions["settings"]
    checks = [_describe(check) for check in go_live.checks(db.primary_session(), settings)]
    return render_template(
        "oversight/ready.html",
        seen=[row for row in checks if not row.check.by_hand],
        by_hand=[row for row in checks if row.check.by_hand],
        left=sum(not row.check.done for row in checks),
        into_folder=settings.mail_url.startswith("file:"),
    )


@pages.post("/klar/<code>")
@desk(*OVERSEERS)
def tick(code: str) -> ResponseReturnValue:
    if code not in go_live.TICKED_BY_HAND:
        abort(404)
    session, done = db.write_session(), request.form.get("done") == "yes"
    go_live.tick(session, code, done, the_person().id, oslo_now())
    session.commit()
    return redirect(url_for("ready.ready", _anchor=code), 303)


@pages.post("/klar/provebrev")
@desk(*OVERSEERS)
def send_test_letter() -> ResponseReturnValue:
    session, person = db.write_session(), the_person()
    url = outbox.address("/skrivebord/klar", person.language)
    outbox.queue(session, person.email, go_live.TEST_LETTER, person.language, url=url)
    session.commit()
    return redirect(url_for("ready.ready", _anchor="mail_arrived"), 303)


@pages.get("/bekreft-forst")
@desk(*OVERSEERS)
def to_confirm() -> str:
    session, gazetteer = db.primary_session(), load()
    contacts, listings = go_live.contacts_to_confirm(session), go_live.listings_to_confirm(session)
    everything = [*contacts, *listings]
    pages_ = max(1, -(-len(everything) // _A_PAGE))
    page = min(max(_side(), 1), pages_)
    part = everything[(page - 1) * _A_PAGE : page * _A_PAGE]
    return render_template(
        "oversight/to_confirm.html",
        contacts=[row for row in part if isinstance(row, ContactPoint)],
        listings=[
            (row, place_in_words(row, gazetteer) or _("På nett")) for row in part if isinstance(row, Listing)
        ],
        contacts_left=len(contacts),
        listings_left=len(listings),
        page=page,
        pages=pages_,
    )


def _side() -> int:
    return request.args.get("side", 1, type=int)


@pages.post("/bekreft-forst/tilbud/<listing_id>")
@desk(*OVERSEERS)
def confirm_listing(listing_id: str) -> ResponseReturnValue:
    """Somebody asked, and it is so: the note is taken away, and the listing is confirmed."""
    session = db.write_session()
    listing = session.get(Listing, listing_id)
    acting = acting_as(session, the_person(), listing) if listing else None
    if listing is None or acting is None:
        abort(404)
    editing = Editing(session, load(), acting, oslo_now())
    change(editing, listing, {"go_live_note": None})
    confirm(editing, listing)
    session.commit()
    return redirect(url_for("ready.to_confirm", side=_side(), _anchor="tilbud"), 303)


@pages.post("/bekreft-forst/kontakt/<contact_id>")
@desk(*OVERSEERS)
def confirm_contact(contact_id: str) -> ResponseReturnValue:
    session = db.write_session()
    contact = session.get(ContactPoint, contact_id)
    if contact is None:
        abort(404)
    still_here(session, contact, oslo_now().date())
    session.commit()
    return redirect(url_for("ready.to_confirm", side=_side(), _anchor="kontakter"), 303)


def _describe(check: Check) -> CheckRow:
    text, note = _words()[check.code]
    pages_of = {
        "lines_confirmed": ("ready.to_confirm", "kontakter"),
        "contacts_confirmed": ("ready.to_confirm", "kontakter"),
        "contact_point_made": ("contact_desk.everything", None),
        "everything_reached": ("unready.listed", None),
        "reach_seen": ("seen_reach.waiting", None),
        "listings_confirmed": ("ready.to_confirm", "tilbud"),
        "nobody_silent": ("overview.overview", "stille"),
        "two_pairs_of_eyes": ("colleagues.everybody", None),
        "privacy_read": ("about.privacy", None),
        "accessibility_read": ("about.accessibility", None),
        "policy_read": ("guides.policy", None),
    }
    endpoint, anchor = pages_of.get(check.code, (None, None))
    return CheckRow(check, text, note, url_for(endpoint, _anchor=anchor) if endpoint else None)


def _words() -> dict[str, tuple[str, str | None]]:
    """Each point as it reads when it is done, and what to do while it is not."""
    return {
        "production": (_("Nettstedet kjører med innstillinger for drift"), _("Sett VARDE_ENV=production.")),
        "secret": (
            _("Den hemmelige nøkkelen er deres egen"),
            _("Sett VARDE_SECRET_KEY til en lang tilfeldig tekst som ingen andre har."),
        ),
        "public_address": (
            _("Adressen er den folk skal bruke, og den er sikker"),
            _("Sett VARDE_PUBLIC_URL til adressen. Den må begynne med https."),
        ),
        "demo_removed": (_("De oppdiktede tilbudene er borte"), _("Kjør flask --app app demo remove.")),
        "backup_key": (
            _("Sikkerhetskopier blir kryptert"),
            _("Sett VARDE_BACKUP_KEY, og ta vare på nøkkelen et annet sted enn kopiene."),
        ),
        "contact_email": (
            _("Det står en adresse for spørsmål og klager"),
            _("Sett VARDE_CONTACT_EMAIL til en adresse som noen leser."),
        ),
        "mail_from": (_("Brev har deres egen avsender"), _("Sett VARDE_MAIL_FROM.")),
        "mail_sent": (
            _("Et prøvebrev er sendt med en e-postserver"),
            _("Sett VARDE_MAIL_URL til smtp, og send deg selv et prøvebrev her nede."),
        ),
        "two_pairs_of_eyes": (
            _("Minst to personer kan godkjenne alt"),
            _("Gi rollen nasjonal redaktør til én person til."),
        ),
        "contact_point_made": (
            _("Minst ett kontaktpunkt svarer"),
            _("Lag et kontaktpunkt, og la en annen se nummeret."),
        ),
        "lines_confirmed": (
            _("Telefonene for hele landet er bekreftet"),
            _("Ring dem, eller se på nettstedet deres, og hør om nummeret og tidene stemmer."),
        ),
        "everything_reached": (
            _("Alle tilbud som vises, har en tid og noen å kontakte"),
            _("Skriv det inn, lag et kontaktpunkt for stedet, eller skjul tilbudet."),
        ),
        "reach_seen": (
            _("Alle nye numre er sett av to"),
            _("En annen enn den som skrev det, må se på det."),
        ),
        "contacts_confirmed": (
            _("De som svarer, er bekreftet"),
            _("Ring dem, og hør om nummeret og tidene stemmer."),
        ),
        "listings_confirmed": (
            _("Tilbudene i startdataene er bekreftet"),
            _("Spør dem som står bak tilbudet. Legg ned det som ikke finnes lenger."),
        ),
        "nobody_silent": (_("Alle kontaktpunktene svarer"), _("Ring dem som ikke har svart.")),
        "mail_arrived": (_("Prøvebrevet kom fram"), _("Se også i søppelposten.")),
        "backup_restored": (
            _("En sikkerhetskopi er prøvd"),
            _("Hent den tilbake på en annen maskin, og se at alt er der."),
        ),
        "remind_daily": (
            _("flask remind kjøres hver dag"),
            _("Sett det opp på serveren. Uten det blir ingen spurt om noe stemmer."),
        ),
        "privacy_read": (
            _("Personvernsiden er lest av den som har ansvaret"),
            _("Står det rette navnet der, og er alt sant hos dere?"),
        ),
        "accessibility_read": (
            _("Tilgjengelighetserklæringen er lest og meldt inn"),
            _("Offentlige nettsteder skal ha sin egen i uustatus.no."),
        ),
        "policy_read": (_("Dere står inne for det vi tar inn"), _("Les siden om hva vi tar inn, sammen.")),
    }
