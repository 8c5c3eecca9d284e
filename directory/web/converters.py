"""Which shapes may a step of a path have?"""

from werkzeug.routing import BaseConverter


class CodeConverter(BaseConverter):
    """A listing's id: letters and digits, so that a slug may follow after a hyphen."""

    regex = r"[A-Za-z0-9]{1,40}"
