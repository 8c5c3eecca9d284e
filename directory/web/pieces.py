"""How is a part of a template said by itself, to be kept as finished HTML?"""

from collections.abc import Callable

from flask import current_app
from markupsafe import Markup

Say = Callable[..., Markup]


def macro(template: str, name: str) -> Say:
    """The macro `name` of a template. It knows what all templates know, and nothing of this page."""
    found: Say = getattr(current_app.jinja_env.get_template(template).module, name)
    return found
