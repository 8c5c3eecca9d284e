"""What does the room need in the house? Its pages, and a list that goes along in every link."""

from flask import Flask

from directory.referrals import list_address, my_list
from directory.referrals.fhir import fhir
from directory.referrals.flyers import flyer
from directory.referrals.slips import slip, slips_api
from directory.referrals.staff import staff, staff_help

PAGES = (my_list.pages, slip.pages, slips_api.api, staff.pages, staff_help.pages, fhir.api, flyer.pages)


def install(app: Flask) -> None:
    """Open the room."""
    list_address.install(app)
    for pages in PAGES:
        app.register_blueprint(pages)
