"""Which listings are meant by words of the list's search? Each word stands in the name or the street, or names a place.

A part of a town means what is there, not the whole municipality. What fits nothing is looked for as another name of a
place, or a misspelt one.
"""

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from directory.listings.records.models import Listing
from directory.places.gazetteer import Gazetteer
from directory.places.models import Place

_MOST_WORDS = 8


def named_or_at(words: str, gazetteer: Gazetteer) -> ColumnElement[bool]:
    """The listings that fit every word, or that lie at the place that all of them name."""
    each = (_word(word, gazetteer) for word in words.split()[:_MOST_WORDS])
    return or_(and_(*each), *_by_name(words, gazetteer))


def at_another_name(words: str, gazetteer: Gazetteer) -> ColumnElement[bool]:
    """The listings at the places that may be meant, where nothing else fits: former names, names of parts, slips."""
    return or_(false(), *(_at(place) for place in gazetteer.find(words).places))


def _word(word: str, gazetteer: Gazetteer) -> ColumnElement[bool]:
    columns = (Listing.name, Listing.address)
    return or_(*(_holds(column, word) for column in columns), *_by_name(word, gazetteer))


def _by_name(text: str, gazetteer: Gazetteer) -> list[ColumnElement[bool]]:
    """Where it is the place's own name, or its number. Another name may be that of a part, or a word of the group's."""
    answer, own = gazetteer.exact(text), text.strip().lower()
    numbered = answer.how in ("number", "postcode")
    return [_at(place) for place in answer.places if numbered or own in (place.name.lower(), place.slug)]


def _holds(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], word: str
) -> ColumnElement[bool]:
    """Whatever its capitals: SQLite knows those of English alone."""
    writings = {word, word.lower(), word.upper(), word.capitalize()}
    return or_(*(column.icontains(writing, autoescape=True) for writing in sorted(writings)))


def _at(place: Place) -> ColumnElement[bool]:
    if place.kind == "county":
        return Listing.municipality_number.startswith(place.county_number)
    if place.kind == "municipality":
        return Listing.municipality_number == place.municipality_number
    return Listing.place_id == place.id
