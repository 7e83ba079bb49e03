"""The way back from a case leads to the queue somebody came from, also without script."""

import re

from raadhus.workspace.tests.deskkit import NORDBY, NORDBY_CASEWORKERS, page


def way_back(browser, case):
    found = re.search(
        r'<nav aria-label="Back"><a class="rh-link" href="([^"]+)"', page(browser, f"/work/cases/{case.id}/")
    )
    assert found is not None
    return found[1].replace("&amp;", "&")


def test_it_leads_to_the_queue_as_it_was_narrowed_down(desk, case):
    mette = desk.staff()
    assert way_back(mette, case) == "/work/"

    page(mette, "/work/?queue=free&due=28")

    assert way_back(mette, case).startswith("/work/?queue=free&unit=")
    assert way_back(mette, case).endswith("&due=28")
    assert 'aria-current="page"' in page(mette, way_back(mette, case))


def test_the_cookie_is_for_the_desk_alone_and_goes_with_the_browser(desk, case):
    mette = desk.staff()
    answer = mette.get("/work/?queue=late")
    cookie = answer.cookies["inbox"]

    assert (cookie["path"], cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        "/work/",
        "",
        True,
        "Lax",
    )
    assert "inbox" not in mette.get("/work/?queue=late").cookies


def test_what_somebody_wrote_into_it_or_left_from_another_desk_leads_to_the_beginning(desk, case):
    mette = desk.staff()
    for wrong in ("unit=1", "queue=late", "//evil.example", "x" * 500, "unit=%00&queue=%FF"):
        mette.cookies["inbox"] = wrong
        assert way_back(mette, case) == "/work/"


def test_a_unit_that_is_somebody_elses_is_not_led_to(desk, case):
    ole = desk.staff(NORDBY_CASEWORKERS, name="Ole Nordby", tenant=NORDBY)
    mette = desk.staff()
    ole.get("/work/?queue=late")
    mette.cookies["inbox"] = ole.cookies["inbox"].value

    assert way_back(mette, case) == "/work/"


def test_what_was_done_with_several_is_told_in_the_queue_they_were_chosen_from(desk, case, url):
    mette = desk.staff()
    page(mette, "/work/?queue=free")
    task = url.rstrip("/").rsplit("/", 1)[-1]
    asked = {"task": [task], "act": "give", "to": "me", "sure": "1"}

    answer = mette.post("/work/many/", asked)

    assert "queue=free" in answer.url
    assert "Done with 1 case." in page(mette, answer.url)
