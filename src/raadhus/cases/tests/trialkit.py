"""Changed rules to try on earlier cases, and a trial worked off."""

import dataclasses
import datetime as dt

from raadhus.bus.testing import run_all
from raadhus.cases.models import RuleTrial, TriedCase
from raadhus.cases.public import (
    Trying,
    begin_trial,
    get_trial,
    list_changed_cases,
)
from raadhus.cases.tests.casekit import TODAY, package_files
from raadhus.platform.tenancy.scope import transaction
from raadhus.rules import public as rules

OLD = package_files()["rules.dmn"]
DEARER = OLD.replace(b"<text>70089</text>", b"<text>7008</text>")  # single providers get less of a rise


def trying(town, **changes):
    """Return dearer rules for single providers, tried on what was decided this month."""
    asked = Trying(
        service_key="free-place-subsidy",
        package_hash=town.package_hash,
        old_hash=rules.reference_of(OLD).hash,
        old_name="1.0.0",
        new_source=DEARER,
        new_name="dearer.dmn",
        begins_on=TODAY.replace(day=1),
        ends_on=TODAY + dt.timedelta(days=1),
    )
    return dataclasses.replace(asked, **changes)


def begin(town, **changes):
    actor = town.caseworker()
    with transaction(town.tenant):
        return begin_trial(actor, trying(town, **changes))


def done(town, actor=None, **changes):
    """Begin a trial, work it off, and return it as ``actor`` sees it."""
    trial_id = begin(town, **changes)
    run_all()
    with transaction(town.tenant):
        return get_trial(actor or town.caseworker(), trial_id)


def changed(town, actor, trial_id):
    with transaction(town.tenant):
        return list_changed_cases(actor, trial_id)


def kept(town):
    with transaction(town.tenant):
        return RuleTrial.objects.count(), TriedCase.objects.count()
