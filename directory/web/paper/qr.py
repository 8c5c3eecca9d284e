"""How does a sheet lead back to a page? By a square that any phone's camera reads: an address of ours, and nothing else."""

import base64
import io

import segno
from markupsafe import Markup


def picture(address: str) -> str:
    """The square of `address` as a picture that stands in a document itself (`data:`), black on white with its quiet edge."""
    return f"data:image/svg+xml;base64,{base64.b64encode(_svg(address, named=True).encode()).decode()}"


def drawing(address: str) -> Markup:
    """The same for a page, where no picture may come from anywhere but the site: to be named by what stands around it."""
    return Markup(_svg(address, named=False))  # noqa: S704 (drawn here; the address is only in its squares)


def _svg(address: str, *, named: bool) -> str:
    """`named`: with the name of the language it is written in, which a picture by itself must say and a part of a page need not."""
    svg = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    look = {"light": "#fff", "xmldecl": False, "omitsize": True, "svgclass": None, "lineclass": None}
    made.save(svg, kind="svg", border=4, svgns=named, **look)
    return svg.getvalue().decode().strip()
