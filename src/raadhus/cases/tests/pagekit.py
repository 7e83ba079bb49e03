"""Pages as citizens read them, and the rows and letters behind them."""

from django.apps import apps

from raadhus.platform.tenancy.scope import transaction
from raadhus.ui.testing import page_problems


def read(browser, url, *, status=200):
    """Return the words of a page that is in order."""
    response = browser.get(url)
    assert response.status_code == status, response.content.decode()[:600]
    html = response.content.decode()
    assert page_problems(html) == ()
    return html


def only(town, model, **conditions):
    with transaction(town.tenant):
        return model.objects.get(**conditions)


def letter_of_decision(town):
    with transaction(town.tenant):
        return apps.get_model("post", "Letter").objects.get(template="decision")


def letter_to(town, resident):
    with transaction(town.tenant):
        return apps.get_model("post", "Letter").objects.get(recipient_id=town.people[resident.number])
