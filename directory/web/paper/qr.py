"""How does a sheet lead back to a page? By a square that any phone's camera reads: an address of ours, and nothing else."""

import base64
import io

import segno


def picture(address: str) -> str:
    """The square of `address` as a picture that stands in the page itself (`data:`), black on white with its quiet edge."""
    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        svg, kind="svg", border=4, light="#fff", xmldecl=False, svgns=True, omitsize=True
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.getvalue()).decode()}"
