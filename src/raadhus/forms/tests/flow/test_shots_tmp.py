import os

import pytest

from raadhus.forms.tests.townkit import address

pytestmark = pytest.mark.skipif(not os.environ.get("SHOTS"), reason="pictures")


def test_pictures(page, chromium, town_hall):
    out = os.environ["SHOTS"]
    lang = os.environ.get("LANGUAGE_", "en")
    w = int(os.environ.get("WIDTH", "1280"))
    page.set_viewport_size({"width": w, "height": 900})
    if os.environ.get("DARK"):
        page.emulate_media(color_scheme="dark")
    page.context.add_cookies([{"name": "language", "value": lang, "url": town_hall}])
    n = [0]

    def shot(name):
        n[0] += 1
        page.screenshot(path=f"{out}/{n[0]:02d}-{name}.png", full_page=True)

    page.goto(address())
    shot("start")
    main = page.locator("main")
    main.locator("form .rh-actions button").first.click()
    page.wait_for_load_state()
    shot("household")
    page.locator("button[name=contest]").nth(1).click()
    page.wait_for_load_state()
    shot("contest")
    main.locator(".rh-actions button[name=next]").click()
    page.wait_for_load_state()
    shot("contest-errors")
    page.locator("button[name=accept]").click()
    page.wait_for_load_state()
    main.locator(".rh-actions button[name=next]").click()
    page.wait_for_load_state()
    shot("children")
    main.locator(".rh-actions button[name=next]").click()
    page.wait_for_load_state()
    shot("children-errors")
    page.locator("input[name='children.r1.daycare'][value=kindergarten]").check(force=True)
    page.locator("input[name='children.r2.daycare'][value=none]").check(force=True)
    page.locator("input[name=subsidy_from]").first.check(force=True)
    main.locator(".rh-actions button[name=next]").click()
    page.wait_for_load_state()
    shot("children-more")
    page.locator("input[name='children.r1.fee_monthly']").fill("abc")
    main.locator(".rh-actions button[name=next]").click()
    page.wait_for_load_state()
    shot("children-fee-error")
    page.locator("input[name='children.r1.fee_monthly']").fill("2.150,50")
    page.locator("button[name=add]").click()
    page.wait_for_load_state()
    shot("children-added")
    page.locator("button[name=remove]").click()
    page.wait_for_load_state()
    main.locator(".rh-actions button[name=next]").click()
    page.wait_for_load_state()
    shot("income")
    page.locator("input[name='applicant.self_employed'][value=yes]").check(force=True)
    page.set_input_files(
        "input[type=file]",
        {"name": "accounts.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nhello"},
    )
    page.locator("button[name=attach]").click() if page.locator(
        "button[name=attach]"
    ).count() else main.locator(".rh-actions button[name=next]").click()
    page.wait_for_timeout(700)
    shot("income-file")
    if page.locator("button[name=next]").count():
        main.locator(".rh-actions button[name=next]").click()
        page.wait_for_load_state()
        page.wait_for_timeout(500)
    shot("summary")
    main.locator(".rh-actions button").first.click()
    page.wait_for_load_state()
    shot("summary-error")
    page.locator("input[name=declared]").check(force=True)
    main.locator(".rh-actions button").first.click()
    page.wait_for_load_state()
    shot("receipt")
