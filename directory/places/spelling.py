"""When are two spellings the same name? Keys for comparing names, and the slug that stands in addresses."""

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN = str.maketrans({"æ": "ae", "ä": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "'": ""})
APART = re.compile(r"[^\w]+|_+")
OLD_DIGRAPHS = (("aa", "a"), ("oe", "o"), ("ae", "a"))


def exact_key(text: str) -> str:
    """Lower case, hyphens and points as single spaces: "Sør-Varanger " is "sør varanger"."""
    return APART.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip()


def folded_key(text: str) -> str:
    """As `exact_key`, without marks: å→a, ø→o, æ→ae, Sámi and other marks gone."""
    plain = exact_key(text).translate(PLAIN)
    if plain.isascii():
        return plain
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def digraph_key(text: str) -> str:
    """As `folded_key`, with aa read as å and oe as ø ("Aalesund", "Bodoe"), and a as æ ("Satre")."""
    return digraphs_read(folded_key(text))


def digraphs_read(key: str) -> str:
    """A folded key with its old digraphs read."""
    for old, letter in OLD_DIGRAPHS:
        key = key.replace(old, letter)
    return key


def letters_key(text: str) -> str:
    """As `folded_key`, with one letter for æ, so that slips of the finger are counted as they were made."""
    return folded_key(exact_key(text).replace("æ", "a").replace("ä", "a"))


def slug(name: str) -> str:
    """The name as it stands in an address, only [a-z0-9-]: "Møre og Romsdal" is "more-og-romsdal"."""
    return folded_key(name).replace(" ", "-")
