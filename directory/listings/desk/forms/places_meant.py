"""Which place does somebody at the desk mean? One is taken, several are asked about, and nothing is guessed."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from directory.listings.desk.forms.form_values import place_of
from directory.listings.desk.forms.listing_form import ListingForm
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place

_MOST = 6
_PARTS = re.compile(r"[,;\n]+")


def read_place(form: ListingForm, before: Mapping[str, Any], gazetteer: Gazetteer) -> dict[str, Any] | None:
    """What the form says of place and catchment, as a document; None where something must be mended, which
    then stands by its field."""
    values: dict[str, Any] = {}
    fine = True
    if "place_text" in form:
        place = _one(form, before, gazetteer)
        fine = not (form.place_text.errors or form.place_choice.errors)
        number = place.municipality_number if place else None
        own = place.id if place and place.kind in ("town", "district") else None
        values |= {"municipality_number": number, "place": own}
    if "catchment" in form:
        numbers = _catchment(form, gazetteer)
        fine = fine and numbers is not None
        values["catchment"] = numbers
    return values if fine else None


def _one(form: ListingForm, before: Mapping[str, Any], gazetteer: Gazetteer) -> Place | None:
    text, stands = form.place_text.data, place_of(before, gazetteer)
    if text is None:
        formats = form.formats.data if "formats" in form else before.get("formats") or []
        if "in_person" in (formats or []):
            form.place_text.errors = [_("Skriv kommunen eller stedet der dere møtes.")]
        return None
    if stands is not None and text == stands.label:
        return stands
    named = next((place for place in gazetteer.municipalities if place.label == text), None)
    if named is not None and named.label != named.name:  # its county is written with it
        return named
    chosen = gazetteer.by_id(form.place_choice.data or "")
    answer = gazetteer.find(text, number_means="postcode")
    places = [place for place in answer.places if place.municipality_number][:_MOST]
    if len(places) == 1 and answer.how != "typo":
        return places[0]
    form.place_choice.choices = [(place.id, place.label) for place in places]
    if chosen in places:
        return chosen
    if places:
        form.place_choice.errors = [_("Velg hvilket sted du mener.")]
    else:
        form.place_text.errors = [_("Vi finner ikke stedet. Skriv navnet på kommunen, eller postnummeret.")]
    return None


def _catchment(form: ListingForm, gazetteer: Gazetteer) -> list[str] | None:
    """Numbers of the municipalities that are named; None where one of them cannot be told."""
    numbers, known = [], {place.label: place for place in gazetteer.municipalities}
    for name in filter(None, (part.strip() for part in _PARTS.split(form.catchment.data or ""))):
        found = [place for place in gazetteer.find(name).places if place.municipality_number]
        place = known.get(name) or (found[0] if len(found) == 1 else None)
        if place is None:
            words = _("Vi vet ikke hvilken kommune du mener med «%(name)s».", name=name)
            form.catchment.errors = [words]
            return None
        numbers.append(place.municipality_number or place.id)
    return list(dict.fromkeys(numbers))
