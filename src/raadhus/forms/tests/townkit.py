"""A small town for tests of forms: Egeby with its package, its people, and browsers that are logged in."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

from django.test import Client

from raadhus.adapters import demo_people
from raadhus.adapters.in_memory.registers import registers_of
from raadhus.bus.models import OutboxEvent
from raadhus.catalogue.public import install_package, only_parts
from raadhus.forms.models import Attachment, Draft, Submission
from raadhus.forms.package_part import FormPart
from raadhus.identity import public as identity
from raadhus.organisation import demo
from raadhus.platform.actor import Actor, Assurance
from raadhus.platform.tenancy.scope import transaction
from raadhus.registers import public as registers

NOON = dt.datetime(2024, 11, 14, 11, 0, tzinfo=dt.UTC)
SERVICES = Path(__file__).resolve().parents[4] / "services"
SERVICE = "free-place-subsidy"
HOST = "egeby.localhost"
STEPS = ("household", "children", "income")


def install_service() -> str:
    """Install the free-place subsidy for the association and return its content hash; only its form is looked at."""
    installer = Actor.system(demo.ASSOCIATION, purpose="test")
    with only_parts(FormPart()):
        return install_package(installer, SERVICES / "dk" / SERVICE).content_hash


def use_demo_registers() -> Any:
    """Wire the registers' in-memory twin with the demo's people; return those wired before."""
    return registers.use(registers_of(demo_people.register_book()))


class Browser(Client):
    """A browser of one person, with what the last page showed."""

    page: str = ""

    def open(self, path: str, **values: Any) -> Any:
        """Open a page."""
        return self._seen(self.get(path, **values))

    def send(self, path: str, **values: Any) -> Any:
        """Send what stands in the last page's form, changed by ``values``."""
        return self._seen(self.post(path, {**self.marks(), **values}))

    def marks(self) -> dict[str, str]:
        """Return draft, version, shown and the clerk's help as the last page has them."""
        found = re.findall(
            r'<input type="hidden" name="(draft|version|shown|help)" value="([^"]*)"', self.page
        )
        return dict(found)

    def _seen(self, response: Any) -> Any:
        if response.headers.get("Content-Type", "").startswith("text/html") and response.content:
            self.page = response.content.decode()
        return response


def browser_of(
    key: str, *, host: str = HOST, assurance: Assurance = Assurance.SUBSTANTIAL, groups: tuple[str, ...] = ()
) -> Browser:
    """Return a logged-in browser of the demo person ``key`` at ``host``; with ``groups``, at work."""
    person = demo_people.find(key)
    signed_in = identity.sign_in(
        demo.tenant_of(host),
        identity.LoginClaims(
            issuer="https://eid.example",
            subject=f"{key}-at-work" if groups else key,
            provider="staff" if groups else "mitid",
            is_staff=bool(groups),
            groups=frozenset(groups),
            number=person.number,
            name=person.name,
            assurance=assurance,
        ),
    )
    browser = stranger(host)
    browser.cookies["session"] = signed_in.session_key
    browser.cookies["language"] = "en"
    return browser


def stranger(host: str = HOST) -> Browser:
    """Return a browser of nobody."""
    return Browser(headers={"host": host}, raise_request_exception=True)


def address(*parts: str) -> str:
    """Return the address of a page of the service's form."""
    return "/".join(["", "apply", SERVICE, *parts, ""])


CHILDREN_ANSWERS = {
    "children.r1.daycare": "kindergarten",
    "children.r1.fee_monthly": "2.150,50",
    "children.r2.daycare": "nursery",
    "children.r2.fee_monthly": "3.900",
    "subsidy_from": "2024-12-01",
}


def begun(key: str = "amina") -> Browser:
    """Return a browser that stands at the first step."""
    browser = browser_of(key)
    browser.open(address())
    browser.open(browser.send(address()).url)
    return browser


def at_children(key: str = "amina") -> Browser:
    """Return a browser that stands at the second step."""
    browser = begun(key)
    browser.open(browser.send(address("household")).url)
    return browser


def at_income(key: str = "amina") -> Browser:
    """Return a browser that stands at the third step."""
    browser = at_children(key)
    browser.open(browser.send(address("children"), **CHILDREN_ANSWERS).url)
    return browser


def at_summary(key: str = "amina") -> Browser:
    """Return a browser that stands at the summary."""
    browser = at_income(key)
    browser.open(browser.send(address("income"), **{"applicant.self_employed": "no"}).url)
    return browser


def sent(key: str = "amina") -> tuple[Browser, str]:
    """Return a browser at the receipt, and the address of the receipt."""
    browser = at_summary(key)
    receipt = str(browser.send(address("summary"), declared="yes").url)
    browser.open(receipt)
    return browser, receipt


def kept(host: str = HOST) -> tuple[list[tuple[Any, ...]], ...]:
    """Return everything forms keep in a town, for telling that nothing changed."""
    with transaction(demo.tenant_of(host)):
        return (
            list(
                Draft.objects.order_by("id").values_list("id", "state", "version", "sheet", "submission_id")
            ),
            list(Submission.objects.order_by("id").values_list("id", "answers", "figures", "rating")),
            list(Attachment.objects.order_by("id").values_list("id", "field_key", "sha256")),
            list(OutboxEvent.objects.order_by("sequence").values_list("type", "subject")),
        )
