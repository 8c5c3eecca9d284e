"""The list's page: what its address names, in that order."""

from flask import Blueprint, render_template, request

from directory.matching.suggesting.service import of_app
from directory.referrals.list_address import MOST, go_along, ids_in
from directory.referrals.shortlist import items
from directory.referrals.slips.code import MOST as MOST_ON_A_SLIP
from directory.referrals.slips.code import make, write
from directory.web.clock import oslo_now
from directory.web.language import current, keep_query

pages = Blueprint("my_list", __name__)


@pages.get("/liste")
def show() -> str:
    """What is unknown or hidden by now is counted and never repeated."""
    matching, now = of_app(), oslo_now()
    given = [part for part in request.args.get("listing", "").split(",") if part]
    listed = list(matching.context(now).public(ids_in(",".join(given))).values())
    ids = [each.listing.id for each in listed]
    go_along(ids)
    if ids:
        keep_query([("listing", ",".join(ids))])
    slip = make(ids, (), now.date(), current())
    return render_template(
        "referrals/my_list.html",
        ids=ids,
        items=items(listed, matching, now),
        missing=len(set(given)) - len(ids),
        most=MOST,
        slip=write(slip) if slip else None,
        slip_holds=MOST_ON_A_SLIP,
    )
