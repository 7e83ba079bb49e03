"""The rules of the free-place subsidy, those who write and publish them, and drafts to be bent out of shape."""

import datetime as dt

from django.apps import apps

from raadhus.bus.testing import emitted
from raadhus.catalogue.events import ServiceInstalled
from raadhus.catalogue.models import ServiceRelease
from raadhus.catalogue.public import (
    PackageFiles,
    PublishOrder,
    get_ruled_service,
    package,
    read_package,
    service,
)
from raadhus.catalogue.tests.packagekit import SERVICES
from raadhus.organisation.demo import ASSOCIATION, EGEBY
from raadhus.platform.actor import Actor, Role
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules.public import drafts
from raadhus.rules.public.drafts import (
    ChangeCell,
    DraftOrder,
)

KEY = "free-place-subsidy"
INSTALLER = Actor.system(ASSOCIATION, purpose="test")
NOON = dt.datetime(2024, 11, 5, 11, tzinfo=dt.UTC)
TODAY = dt.date(2024, 11, 5)
FILES = read_package(SERVICES / "dk" / KEY)


def somebody(*roles, tenant=ASSOCIATION):
    """Return a member of the association's staff with these roles."""
    person = new_id()
    return Actor(
        tenant=tenant, person_id=person, staff_id=person, roles=frozenset({Role.ASSOCIATION, *roles})
    )


AUTHOR = somebody(Role.RULE_AUTHOR)
BOTH = somebody(Role.RULE_AUTHOR, Role.RULE_APPROVER)
APPROVER = somebody(Role.RULE_APPROVER)
READER = somebody()
MEMBER = Actor(tenant=EGEBY, person_id=new_id(), staff_id=new_id(), roles=frozenset({Role.CASEWORKER}))
WORDING = ChangeCell("scale-2024", 8, "We used the scale of 2024.")
FIGURE = ChangeCell("scale-2024", 1, "200301")


def rows(name):
    """Return the rows of a table of `rules`."""
    return apps.get_model("rules", name).objects


def begun(actor=AUTHOR, title="New words", **order):
    """Begin a draft of the rules in force and return its id."""
    with transaction(actor.tenant):
        current = get_ruled_service(actor, KEY, "en")
        source = package(current.content_hash).files["rules.dmn"]
        order = {"service_key": KEY, "title": title, "based_on": current.model_hash, "source": source} | order
        return drafts.begin_draft(actor, DraftOrder(**order))


def mark(draft):
    """Return the mark of what a draft holds now."""
    with transaction(ASSOCIATION):
        return drafts.get_draft(READER, draft).info.mark


def changed(*changes, actor=AUTHOR):
    """Begin a draft, change these cells (without any: one wording), and return its id."""
    draft = begun(actor)
    drafts.edit_table(actor, draft, "scale-table", changes or [WORDING], read=mark(draft))
    return draft


def submitted(*changes, actor=AUTHOR):
    """Begin, change and send in a draft, and return its id."""
    draft = changed(*changes, actor=actor)
    drafts.submit_draft(actor, draft, "Clearer.", read=mark(draft))
    return draft


def order(draft, **more):
    """Return an order to publish a draft as it stands now, from today on."""
    return PublishOrder(**({"draft_id": draft, "read": mark(draft), "valid_from": TODAY} | more))


def state():
    """Return everything that a refusal must leave as it was."""
    with transaction(ASSOCIATION):
        held = list(ServiceRelease.objects.order_by("id").values_list())
        kept = list(rows("RuleDraft").order_by("id").values_list("state", "mark", "position"))
        return (
            held,
            kept,
            rows("DraftStep").count(),
            rows("ProposedRules").count(),
            len(emitted(ServiceInstalled)),
        )


def law_of(day_actor=MEMBER):
    """Return the address of the package that a municipality decides by now."""
    with transaction(day_actor.tenant):
        return service(day_actor, KEY, "en").package.ref.content_hash


def package_now():
    """Return the package that Egeby decides by now."""
    return package(law_of())


def newer(files):
    """Return a package as its author would hand over the next version."""
    told = files["service.yaml"].replace(b"version: 1.0.0", b"version: 1.5.0")
    return PackageFiles({**files.contents, "service.yaml": told})
