"""Can people call this number, and does it cost what a call costs? As it is kept and printed, and as a telephone dials it."""

import re
from functools import lru_cache

import phonenumbers
from flask_babel import gettext as _
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

HOME = "NO"
_CODE = phonenumbers.country_code_for_region(HOME)
_SATELLITE = {870, 881, 882, 883}  # Inmarsat, satellites, and networks that lie in no country
_TEXT_TELEPHONE = "1412"  # the emergency number of those who do not hear
_EXTRA = re.compile(
    r"82\d{6}|18\d\d"
)  # content services, also where none is given out yet, and directory enquiries
_SHORT = 6  # digits of the longest number that is dialled as it stands, such as 116 117
_EXTENSION = " ext. "  # as `phonenumbers` writes it


def phone_of(typed: str) -> str | None:
    """A number that can be called from Norway at the price of a call, with spaces as it is printed; None when it is none."""
    number = _parse(typed)
    if number is None or refused_kind(typed):
        return None
    if phonenumbers.is_valid_short_number_for_region(number, HOME):  # such as 116 117
        return typed if not number.extension else None
    if not phonenumbers.is_valid_number(number):
        return None
    at_home = number.country_code == _CODE
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def refused_kind(typed: str) -> str | None:
    """`premium`, `satellite` or `emergency`: a number that may not stand as somebody's; None for every other text."""
    number = _parse(typed)
    if number is None:
        return None
    digits = str(number.national_number)
    at_home = number.country_code == _CODE
    if at_home and (phonenumbers.is_emergency_number(digits, HOME) or digits == _TEXT_TELEPHONE):
        return "emergency"
    if number.country_code in _SATELLITE:
        return "satellite"
    extra = phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE
    return "premium" if extra or (at_home and _EXTRA.fullmatch(digits)) else None


def refusal(typed: str) -> str | None:
    """Why a number may not stand as somebody's, as a sentence; None where nothing speaks against it but its digits."""
    kind = refused_kind(typed)
    if kind is None:
        return None
    return {
        "premium": _("Dette nummeret koster ekstra å ringe. Skriv et vanlig telefonnummer."),
        "satellite": _(
            "Dette nummeret går over satellitt og er dyrt å ringe. Skriv et vanlig telefonnummer."
        ),
        "emergency": _("Dette er et nødnummer. Skriv nummeret til dem som svarer hos dere."),
    }[kind]


@lru_cache(maxsize=10_000)
def dialled(kept: str) -> str | None:
    """What a telephone dials for a number as it is kept: `+4722400040`, or a short one as it is, and never its extension;
    None where it is not one number."""
    number = _parse(kept)
    if number is None:
        return None
    number.extension = None
    short = re.sub(r"\D", "", phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
    if number.country_code == _CODE and len(short) <= _SHORT:
        return short
    return (
        phonenumbers.format_number(number, PhoneNumberFormat.E164)
        if phonenumbers.is_possible_number(number)
        else None
    )


def with_extension(printed: str) -> str:
    """A number as it is printed, with its extension in words."""
    number, _ext, extension = printed.partition(_EXTENSION)
    return _("%(number)s, tast %(extension)s", number=number, extension=extension) if extension else printed


def _parse(typed: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException:
        return None
