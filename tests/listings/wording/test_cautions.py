"""What is pointed out before everybody sees it, and stops nobody."""

import pytest

from directory.listings.editing.lookalike_names import Known
from directory.listings.wording.cautions import cautions
from tests.listings.editors import Office


def said(office: Office, link: str, shown: bool = True) -> list[str]:
    meetings = [{"link": link, "link_public": shown}]
    return cautions(Known(office.session), office.listing(), {"meetings": meetings})


@pytest.mark.parametrize(
    "link", ["https://us02web.zoom.us/j/0", "https://zoom.us/j/0", "https://teams.microsoft.com/l/x"]
)
def test_a_meeting_at_a_host_that_every_list_knows_is_left_alone(office: Office, link: str) -> None:
    assert not said(office, link)


@pytest.mark.parametrize("host", ["moterom.eksempel.no", "notzoom.us", "zoom.us.eksempel.no"])
def test_a_link_to_another_host_is_told_of_once(office: Office, host: str) -> None:
    (told,) = [each for each in said(office, f"https://{host}/rom") if "møtelister" in each]
    assert host in told


def test_a_link_that_goes_to_no_list_is_left_alone(office: Office) -> None:
    assert not [
        each for each in said(office, "https://moterom.eksempel.no/rom", False) if "møtelister" in each
    ]
