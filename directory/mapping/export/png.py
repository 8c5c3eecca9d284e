"""How does a picture become a PNG? resvg draws it; it reads no file and no network."""

from functools import lru_cache

import resvg_py

_ZOOM = 2.0


@lru_cache(maxsize=64)
def as_png(svg: str) -> bytes:
    """A whole SVG, twice as large as it says."""
    drawn: bytes = resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM, background="#ffffff")
    return bytes(drawn)
