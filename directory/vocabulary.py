"""Which words are allowed? The closed lists of codes, each with its label in bokmål, nynorsk and English.

A code is public: it stands in addresses, in the API and in the database, and is never renamed.
Every word used here is explained in `docs/words.md`.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Label(NamedTuple):
    """One code's name on a page."""

    nb: str
    nn: str
    en: str


Codes = Mapping[str, Label]

LANGUAGES: Codes = {
    "nb": Label("Bokmål", "Bokmål", "Norwegian (bokmål)"),
    "nn": Label("Nynorsk", "Nynorsk", "Norwegian (nynorsk)"),
    "en": Label("Engelsk", "Engelsk", "English"),
}

AUDIENCES: Codes = {
    "self": Label("Det gjelder meg", "Det gjeld meg", "It is about me"),
    "relative": Label("Pårørende", "Pårørande", "Relative or friend"),
    "professional": Label("Fagperson", "Fagperson", "Professional"),
}

# The same for whoever keeps a listing: it is for others, and "it is about me" is what a visitor says.
SERVED: Codes = {**AUDIENCES, "self": Label("Den det gjelder", "Den det gjeld", "The person it is about")}

RELATIONS: Codes = {
    "partner": Label("Partner", "Partnar", "Partner"),
    "parent": Label("Forelder", "Forelder", "Parent"),
    "child": Label("Barn", "Barn", "Child"),
    "sibling": Label("Søsken", "Sysken", "Sibling"),
    "friend": Label("Venn", "Ven", "Friend"),
    "colleague": Label("Kollega", "Kollega", "Colleague"),
    "other": Label("Noen andre", "Nokon andre", "Somebody else"),
}

KINDS: Codes = {
    "group": Label("Gruppe", "Gruppe", "Group"),
    "course": Label("Kurs", "Kurs", "Course"),
    "meeting_place": Label("Treffsted", "Treffstad", "Meeting place"),
    "service": Label("Tjeneste", "Teneste", "Service"),
}

# Somebody may ask for one, but a contact point is not a listing.
ASKED_KINDS: Codes = {**KINDS, "contact_point": Label("Kontaktpunkt", "Kontaktpunkt", "Contact point")}

CLASSES: Codes = {
    "self_help": Label("Selvhjelpsgruppe", "Sjølvhjelpsgruppe", "Self-help group"),
    "self_help_based": Label("Bygger på selvhjelp", "Byggjer på sjølvhjelp", "Based on self-help"),
    "peer_support": Label("Likepersonsarbeid", "Likepersonsarbeid", "Peer support"),
    "assisted_self_help": Label("Assistert selvhjelp", "Assistert sjølvhjelp", "Assisted self-help"),
    "treatment": Label("Behandling", "Behandling", "Treatment"),
}

FORMATS: Codes = {
    "in_person": Label("Fysisk møte", "Fysisk møte", "In person"),
    "online": Label("På nett", "På nett", "Online"),
    "phone": Label("På telefon", "På telefon", "By phone"),
}

WEEKDAYS: Codes = {
    "monday": Label("Mandag", "Måndag", "Monday"),
    "tuesday": Label("Tirsdag", "Tysdag", "Tuesday"),
    "wednesday": Label("Onsdag", "Onsdag", "Wednesday"),
    "thursday": Label("Torsdag", "Torsdag", "Thursday"),
    "friday": Label("Fredag", "Fredag", "Friday"),
    "saturday": Label("Lørdag", "Laurdag", "Saturday"),
    "sunday": Label("Søndag", "Søndag", "Sunday"),
}

PARTS: Codes = {
    "morning": Label("Morgen", "Morgon", "Morning"),
    "day": Label("Dag", "Dag", "Daytime"),
    "evening": Label("Kveld", "Kveld", "Evening"),
}

OPENNESS: Codes = {
    "open": Label("Åpen gruppe", "Open gruppe", "Open group"),
    "closed": Label("Lukket gruppe", "Lukka gruppe", "Closed group"),
}

FOR: Codes = {
    "women": Label("For kvinner", "For kvinner", "For women"),
    "men": Label("For menn", "For menn", "For men"),
}

# What somebody must fit it in with. The order heeds them; nothing is hidden for their sake.
CONSTRAINTS: Codes = {
    "shift-work": Label("Jobber turnus", "Jobbar turnus", "Shift work"),
    "small-children": Label("Har små barn hjemme", "Har små barn heime", "Small children at home"),
    "not-acquaintances": Label(
        "Helst ikke møte kjente", "Helst ikkje møte kjende", "Rather not meet people I know"
    ),
    "no-group": Label("Helst ikke gruppe", "Helst ikkje gruppe", "Rather not a group"),
    "no-car": Label("Uten bil", "Utan bil", "Without a car"),
}

STATUSES: Codes = {
    "planned": Label("Planlagt", "Planlagd", "Planned"),
    "active": Label("I gang", "I gang", "Running"),
    "paused": Label("Tar pause", "Tek pause", "On a break"),
    "full": Label("Full", "Full", "Full"),
    "closed": Label("Nedlagt", "Nedlagd", "Closed down"),
    "hidden": Label("Skjult", "Skjult", "Hidden"),
    "draft": Label("Utkast", "Utkast", "Draft"),
}
PUBLIC_STATUSES = ("planned", "active", "paused", "full")

# Who leads: the report's four boxes are these two lists side by side.
LEADERSHIP: Codes = {
    "led": Label("Noen leder", "Nokon leier", "Somebody leads"),
    "unled": Label("Ingen leder", "Ingen leier", "Nobody leads"),
}
LEADERS: Codes = {
    "voluntary": Label("Frivillig", "Frivillig", "Voluntary"),
    "professional": Label("Fagperson", "Fagperson", "Professional"),
}

PURPOSES: Codes = {
    "meeting": Label("Møte", "Møte", "Meeting"),
    "opening": Label("Åpningstid", "Opningstid", "Opening hours"),
    "presence": Label("Til stede", "Til stades", "Present"),
}

PATHS: Codes = {
    "after": Label("Etterpå", "Etterpå", "Afterwards"),
    "meanwhile": Label("Mens du venter", "Medan du ventar", "While you wait"),
    "onward": Label("Veien videre", "Vegen vidare", "The way onward"),
}

CONFIRMED_HOW: Codes = {
    "single": Label("Bekreftet for seg", "Stadfesta for seg", "Confirmed by itself"),
    "bulk": Label("Bekreftet samlet", "Stadfesta samla", "Confirmed together with others"),
}

# A change at the desk: where it stands, and why it waits for a second pair of eyes.
CHANGE_STATES: Codes = {
    "applied": Label("Gjelder", "Gjeld", "In force"),
    "scheduled": Label("Gjelder fra en dato", "Gjeld frå ein dato", "From a later day"),
    "held": Label("Venter på godkjenning", "Ventar på godkjenning", "Waiting for approval"),
    "refused": Label("Avvist", "Avvist", "Refused"),
    "undone": Label("Angret", "Angra", "Undone"),
}
HELD_FOR: Codes = {
    "first": Label("Den første endringen", "Den første endringa", "The first change"),
    "reach": Label(
        "Telefon, e-post, adresse eller lenke",
        "Telefon, e-post, adresse eller lenkje",
        "Phone, email, address or link",
    ),
    "look_alike": Label(
        "Noe ligner på noe annet", "Noko liknar på noko anna", "Something looks like something else"
    ),
    "publishing": Label("Skal vises for alle", "Skal visast for alle", "To be shown to everyone"),
    "invited": Label(
        "En ny rolle, som bare den som ga den, kjenner",
        "Ei ny rolle, som berre den som gav henne, kjenner",
        "A new role that only the one who gave it knows of",
    ),
    "many": Label(
        "Mange slike endringer på ett døgn",
        "Mange slike endringar på eitt døgn",
        "Many such changes in one day",
    ),
    "overtaken": Label(
        "Noe annet er endret siden", "Noko anna er endra sidan", "Something was changed since"
    ),
    "handed_over": Label(
        "En annen er kontakt nå", "Ein annan er kontakt no", "Somebody else is the contact now"
    ),
}

# What the public tells us.
REPORT_KINDS: Codes = {
    "wrong": Label("Noe stemmer ikke", "Noko stemmer ikkje", "Something is wrong"),
    "nobody_answered": Label("Ingen svarte", "Ingen svarte", "Nobody answered"),
    "no_longer_meets": Label("Møtes ikke lenger", "Møtest ikkje lenger", "No longer meets"),
    "missing": Label("Et tilbud mangler", "Eit tilbod manglar", "Something is missing"),
}
REPORT_STATES: Codes = {
    "new": Label("Ny", "Ny", "New"),
    "done": Label("Ordnet", "Ordna", "Done"),
    "dismissed": Label("Ikke tatt videre", "Ikkje teken vidare", "Not taken further"),
}

# Why a date is cancelled, or why there is a break. Shown to everybody.
CANCELLED_FOR: Codes = {
    "illness": Label("Sykdom", "Sjukdom", "Illness"),
    "leader_away": Label("Den som leder, kan ikke", "Den som leier, kan ikkje", "The leader cannot come"),
    "room": Label("Lokalet er opptatt", "Lokalet er opptatt", "The room is taken"),
    "holiday": Label("Ferie eller helligdag", "Ferie eller heilagdag", "Holiday"),
    "few": Label("For få kan komme", "For få kan kome", "Too few can come"),
    "weather": Label("Været", "Vêret", "The weather"),
}

# Who is asked whether a listing is still so, one after the other.
ASKED: Codes = {
    "contact": Label(
        "Den som har ansvar for tilbudet", "Den som har ansvar for tilbodet", "Whoever answers for it"
    ),
    "contact_point": Label("Kontaktpunktet", "Kontaktpunktet", "The contact point"),
    "national_editor": Label("Nasjonal redaktør", "Nasjonal redaktør", "The national editor"),
}

LEVELS: Codes = {
    "contact_point": Label("Kontaktpunkt", "Kontaktpunkt", "Contact point"),
    "municipal_service": Label("Kommunens tjeneste", "Kommunen si teneste", "Municipal service"),
    "regional_centre": Label(
        "Senter for pårørende", "Senter for pårørande", "Centre for relatives and friends"
    ),
    "district_office": Label("Distriktskontor", "Distriktskontor", "District office"),
    "national_line": Label("Hele landet", "Heile landet", "National line"),
}

# Who may do what at the desk. A contact, an editor and a contact point reach their own; the last two reach everything.
ROLES: Codes = {
    "contact": Label("Kontakt for et tilbud", "Kontakt for eit tilbod", "Contact for a listing"),
    "organisation_editor": Label(
        "Redaktør for en organisasjon", "Redaktør for ein organisasjon", "Editor for an organisation"
    ),
    "contact_point": Label("Kontaktpunkt", "Kontaktpunkt", "Contact point"),
    "national_editor": Label("Nasjonal redaktør", "Nasjonal redaktør", "National editor"),
    "administrator": Label("Administrator", "Administrator", "Administrator"),
}

# The yearly question: whether it is still there, how many come, and how people find it.
STILL_THERE: Codes = {
    "yes": Label("Ja", "Ja", "Yes"),
    "pause": Label("Ja, men det er pause nå", "Ja, men det er pause no", "Yes, but it is on a break now"),
    "no": Label("Nei, det er nedlagt", "Nei, det er nedlagt", "No, it has closed down"),
}
ATTENDANCE: Codes = {
    "under_5": Label("Under 5", "Under 5", "Fewer than 5"),
    "5_to_8": Label("5 til 8", "5 til 8", "5 to 8"),
    "9_to_12": Label("9 til 12", "9 til 12", "9 to 12"),
    "13_to_20": Label("13 til 20", "13 til 20", "13 to 20"),
    "over_20": Label("Over 20", "Over 20", "More than 20"),
}
FOUND_BY: Codes = {
    "health": Label(
        "Fastlege, sykehus eller kommune",
        "Fastlege, sjukehus eller kommune",
        "Doctor, hospital or municipality",
    ),
    "people": Label("Noen de kjenner", "Nokon dei kjenner", "Somebody they know"),
    "web": Label("Nettet", "Nettet", "The web"),
    "paper": Label(
        "Oppslag, brosjyre eller avis", "Oppslag, brosjyre eller avis", "Poster, leaflet or newspaper"
    ),
    "organisation": Label("Organisasjonen", "Organisasjonen", "The organisation"),
    "other": Label("På andre måter", "På andre måtar", "In other ways"),
}

NEEDS: Codes = {
    "alcohol": Label("Alkohol", "Alkohol", "Alcohol"),
    "drugs": Label("Rusmidler", "Rusmiddel", "Drugs"),
    "medicines": Label("Medisiner", "Medisinar", "Medicines"),
    "gambling": Label("Pengespill", "Pengespel", "Gambling"),
    "mental-health": Label("Psykisk helse", "Psykisk helse", "Mental health"),
    "anxiety": Label("Angst", "Angst", "Anxiety"),
    "depression": Label("Depresjon", "Depresjon", "Depression"),
    "psychosis": Label("Psykose", "Psykose", "Psychosis"),
    "grief": Label("Sorg", "Sorg", "Grief"),
    "suicide-loss": Label("Sorg etter selvmord", "Sorg etter sjølvmord", "Grief after suicide"),
    "overdose-loss": Label("Sorg etter overdose", "Sorg etter overdose", "Grief after overdose"),
    "loneliness": Label("Ensomhet", "Einsemd", "Loneliness"),
    "violence": Label("Vold", "Vald", "Violence"),
    "sexual-abuse": Label("Seksuelle overgrep", "Seksuelle overgrep", "Sexual abuse"),
    "eating": Label("Mat og kropp", "Mat og kropp", "Food and body"),
    "trauma": Label("Traumer", "Traume", "Trauma"),
    "illness": Label("Sykdom", "Sjukdom", "Illness"),
    "dementia": Label("Demens", "Demens", "Dementia"),
    "breakup": Label("Samlivsbrudd", "Samlivsbrot", "Break-up"),
    "work": Label("Arbeid", "Arbeid", "Work"),
    "codependency": Label("Medavhengighet", "Medavhengnad", "Codependency"),
    "growing-up": Label(
        "Oppvekst med rus eller uro", "Oppvekst med rus eller uro", "Growing up with addiction"
    ),
    "prison": Label("Fengsel", "Fengsel", "Prison"),
    "rights": Label("Rettigheter", "Rettar", "Rights"),
    "any": Label("Alle slags livsproblemer", "Alle slags livsproblem", "Any life problem"),
}

# Never in an address: answered directly, with nothing left in the browser's history (docs/words.md, "danger").
UNADDRESSED_NEEDS = frozenset({"violence", "sexual-abuse"})


def label(codes: Codes, code: str, language: str) -> str:
    """The name of `code` in `language` ("nb", "nn", "en"; anything else reads as bokmål).

    Raises:
        KeyError: the code is not in the list.
    """
    return getattr(codes[code], language, codes[code].nb)
