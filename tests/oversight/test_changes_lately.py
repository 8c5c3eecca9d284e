"""What was changed in what one answers for is one page and one table, and nothing of what others answer for is in it."""

from flask import Flask

from directory.listings.editing.apply import change
from tests.desks import Colleague, colleague
from tests.listings.editors import AALESUND, office_that_keeps

PAGE = "/skrivebord/endringer"


def changed(house: Flask) -> None:
    """One listing in Ålesund is changed, and one elsewhere."""
    with office_that_keeps(house) as office:
        change(office.contact(), office.listing(), {"first_time": "Du blir tatt imot i døra."})
        elsewhere = office.listing("demo052")
        change(office.contact(elsewhere.id), elsewhere, {"first_time": "Ring på."})


def test_a_contact_point_sees_what_was_changed_in_its_area_and_takes_it_along(fresh_house: Flask) -> None:
    changed(fresh_house)
    point = colleague(fresh_house, "contact_point", AALESUND)
    (row,) = point.get(PAGE).select("main ul.desk-list li")
    assert "Ivareta-gruppa i Ålesund (eksempel)" in row.text and "Kontakt for et tilbud" in row.text
    answer = point.client.get(f"{PAGE}/tabell", base_url=f"http://{point._host}")
    assert answer.mimetype == "text/csv"
    _heading, line = answer.text.strip().splitlines()
    assert "2026-11-22" in line and "Ivareta-gruppa" in line
    assert "Hamar" not in answer.text and "døra" not in answer.text  # what, not the words


def test_a_period_is_chosen_and_what_cannot_be_read_is_the_last_month(fresh_house: Flask) -> None:
    changed(fresh_house)
    editor = colleague(fresh_house, "national_editor")
    assert "0 endringer" in editor.get(f"{PAGE}?fra=2026-01-01&til=2026-01-31").text
    assert "2 endringer" in editor.get(f"{PAGE}?fra=x&til=9999-99-99").text
    assert "2 endringer" in editor.get(f"{PAGE}?side=99").text
    assert "0 endringer" in editor.get(f"{PAGE}?fra=2026-11-23&til=2026-11-30").text
    assert table_of(editor, "2026-01-01", "2026-01-31") == []
    (link,) = [each["href"] for each in editor.get(f"{PAGE}?fra=2026-11-01").select("main a.more[href]")]
    assert "fra=2026-11-01" in link and len(table_of(editor, "2026-11-01", "2026-11-30")) == 2


def test_many_changes_stand_on_pages_that_keep_the_period(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        for number in range(21):
            change(office.contact(), office.listing(), {"first_time": f"Bank på {number + 1} ganger."})
    point = colleague(fresh_house, "contact_point", AALESUND)
    first = point.get(f"{PAGE}?fra=2026-11-01")
    assert len(first.select("main ul.desk-list li")) == 20
    (onward,) = [each["href"] for each in first.select("main a[href]") if "side=2" in each["href"]]
    assert "fra=2026-11-01" in onward
    assert len(point.get(onward).select("main ul.desk-list li")) == 1
    assert point.get("/skrivebord/").select(f'main a[href="{PAGE}"]')


def table_of(somebody: Colleague, first: str, last: str) -> list[str]:
    """The rows of the table, without its heading."""
    path = f"{PAGE}/tabell?fra={first}&til={last}"
    return str(somebody.client.get(path, base_url=f"http://{somebody._host}").text).strip().splitlines()[1:]


def test_no_spreadsheet_takes_a_name_for_a_formula(fresh_house: Flask) -> None:
    with office_that_keeps(fresh_house) as office:
        office.listing().name = "=1+1"
        change(office.contact(), office.listing(), {"first_time": "Kom som du er."})
    editor = colleague(fresh_house, "national_editor")
    assert ";'=1+1;" in editor.client.get(f"{PAGE}/tabell", base_url=f"http://{editor._host}").text
