"""Which shapes may a step of a path have?"""

from werkzeug.routing import BaseConverter, IntegerConverter


class CodeConverter(BaseConverter):
    """A listing's id: letters and digits, so that a slug may follow after a hyphen."""

    regex = r"[A-Za-z0-9]{1,40}"


class RowIntegerConverter(IntegerConverter):
    """The number of a row. What is longer is no row's, and no database takes it for a number."""

    regex = r"\d{1,9}"
