"""The demo town's logins: its registrations at the local eID provider, and its staff before their first login."""

from collections.abc import Iterator

from raadhus.adapters.demo_people import STAFF
from raadhus.adapters.local_eid.registrations import REGISTRATIONS
from raadhus.identity import demo as identity_demo
from raadhus.identity import public as identity
from raadhus.organisation import demo as organisation_demo
from raadhus.organisation.demo import DemoStaff, tenant_of
from raadhus.platform.actor import Actor
from raadhus.platform.environment import current_environment
from raadhus.platform.tenancy.scope import transaction


def load() -> None:
    """Register the towns at the provider and employ their staff; doing it again changes nothing."""
    environment = current_environment()
    for host in dict.fromkeys(one.host for one in REGISTRATIONS.values()):
        own = [one for one in REGISTRATIONS.values() if one.host == host]
        identity_demo.register(
            tenant_of(host),
            [one.as_the_town_knows_it(environment.eid_url, environment.eid_secret) for one in own],
        )
    organisation_demo.furnish_towns(_staff())


def _staff() -> Iterator[DemoStaff]:
    for one in STAFF:
        tenant = tenant_of(f"{one.works_at}.localhost")
        actor = Actor.system(tenant, purpose="config.demo")
        with transaction(tenant):
            person_id = identity.learn_person(actor, one.record)
        yield DemoStaff(tenant=tenant, person_id=person_id, name=one.name, groups=one.groups)
