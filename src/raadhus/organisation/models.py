"""Tables of the organisation."""

from django.db import models

from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import ReferenceModel, TenantForeignKey, TenantModel

_PUBLIC_FACT = DataPolicy(
    purpose="Say which municipality a page belongs to and how to reach it",
    legal_basis="GDPR article 6(1)(e)",
    retention="While the municipality uses Rådhus",
    personal=False,
)
_STAFF = DataPolicy(
    purpose="Give staff the access that their work needs, and no more",
    legal_basis="GDPR article 6(1)(c) with article 32",
    retention="5 years after the employment has ended",
)


class _Host(ReferenceModel):
    """What is known of every tenant before anybody has logged in."""

    id = models.UUIDField(primary_key=True, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    host = models.CharField(max_length=253, unique=True)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=12)
    time_zone = models.CharField(max_length=60)
    theme = models.CharField(max_length=60)
    phone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=254, blank=True)
    desk_address = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Association(_Host):
    """An association of municipalities; a tenant too."""

    policy = _PUBLIC_FACT


class Municipality(_Host):
    """A municipality; its id is the tenant id."""

    policy = _PUBLIC_FACT

    association = models.ForeignKey(Association, models.PROTECT, null=True, related_name="+")


class OwnText(TenantModel):
    """What the municipality itself says on a page about this site, in one language; ``page``: a key of ``AboutPage``."""

    policy = _PUBLIC_FACT

    page = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "page", "language"], name="organisation_own_text_once"
            )
        ]


class OpeningHours(TenantModel):
    """One span in a week in which the phone is answered or the desk is open."""

    policy = _PUBLIC_FACT

    counter = models.CharField(max_length=10)
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "counter", "weekday", "opens"], name="organisation_hours_once"
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="organisation_hours_weekday"),
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="organisation_hours_in_order"
            ),
        ]


class ClosedDay(TenantModel):
    """
    A day on which this municipality does not work, besides weekends and the country's public holidays.

    ``day``: ``2026-05-15``, or ``12-24`` for every year.
    """

    policy = _PUBLIC_FACT

    day = models.CharField(max_length=10)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "day"], name="organisation_closed_day_once")
        ]


class Unit(TenantModel):
    """A unit that answers for some of the work."""

    policy = _PUBLIC_FACT

    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant_id", "key"], name="organisation_unit_key")]


class StaffMember(TenantModel):
    """A person in the capacity of working for this municipality."""

    policy = _STAFF

    person = TenantForeignKey("identity.Person")
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "person"], name="organisation_staff_once")
        ]


class RoleAssignment(TenantModel):
    """A role that a staff member holds, in one unit or in the whole municipality."""

    policy = _STAFF

    staff = TenantForeignKey(StaffMember, models.CASCADE)
    unit = TenantForeignKey(Unit, null=True)
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "staff", "unit", "role"],
                name="organisation_role_once",
                nulls_distinct=False,
            )
        ]


class StaffGroup(TenantModel):
    """What membership of a group at the municipality's own identity provider gives: a role, perhaps in a unit."""

    policy = DataPolicy(
        purpose="Let the municipality's own directory decide who may do what",
        legal_basis="GDPR article 6(1)(c) with article 32",
        retention="While the municipality uses Rådhus",
        personal=False,
    )

    group = models.CharField(max_length=200)
    role = models.CharField(max_length=20)
    unit = TenantForeignKey(Unit, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "group", "role", "unit"],
                name="organisation_group_once",
                nulls_distinct=False,
            )
        ]
