"""Tables of the catalogue: versions of packages stored once, what is offered now, and what search reads."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import SharedModel

_POLICY = DataPolicy(
    purpose="Tell people which services there are, and decide by the version of its time",
    legal_basis="GDPR article 6(1)(e)",
    retention="As long as a case rests on it",
    personal=False,
)


class ServiceVersion(SharedModel):
    """One version of a package, addressed by its content; never changed once stored."""

    policy = _POLICY

    service_key = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    content_hash = models.CharField(max_length=64)
    # The installed package whose rules were changed here, by its hash; empty for a package as it was installed.
    made_from = models.CharField(max_length=64, blank=True, db_default="")
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_id", "content_hash"], name="catalogue_version_once")
        ]
        indexes = [models.Index(fields=["content_hash"], name="catalogue_version_hash")]


class ServiceFile(SharedModel):
    """One file of a version."""

    policy = _POLICY

    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=140)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_id", "version", "path"], name="catalogue_file_once")
        ]


class Service(SharedModel):
    """A service as it is offered now; ``card`` is what lists show, taken from the current version."""

    policy = _POLICY

    key = models.CharField(max_length=60)
    country = models.CharField(max_length=2)
    current = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    card = models.JSONField()
    life_events = ArrayField(models.CharField(max_length=60), default=list)
    position = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "key"], name="catalogue_service_key")]


class ServiceRelease(SharedModel):
    """
    From which local day a version of a service holds: every installation and every publication of rules has one.

    is_pending: it is not the current version yet, and becomes it at that day's midnight; stopped_at: it never will.
    """

    policy = _POLICY

    service_key = models.CharField(max_length=60)
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    released_at = models.DateTimeField()
    is_pending = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(null=True)
    # The draft of rules that was published by it; drafts are known in their own town only.
    draft_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner_id", "service_key"],
                condition=models.Q(is_pending=True),
                name="catalogue_one_pending_release",
            )
        ]
        indexes = [models.Index(fields=["owner_id", "service_key", "released_at"], name="catalogue_release")]


class SearchText(SharedModel):
    """
    What search reads of a service in one language.

    The database adds two columns of its own (migration 0003): ``document``, stemmed, and ``folded``, for misspellings.
    """

    policy = _POLICY

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=3)
    title = models.TextField()
    words = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_id", "service", "language"], name="catalogue_text_once")
        ]


class LifeEvent(SharedModel):
    """Something that happens in a life and brings several services with it."""

    policy = _POLICY

    key = models.CharField(max_length=60)
    country = models.CharField(max_length=2)
    icon = models.CharField(max_length=60)
    card = models.JSONField()
    position = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "key"], name="catalogue_life_event_key")]


class Edition(SharedModel):
    """
    A mark, new after each change an owner makes: a web process keeps what it read until the mark moves.

    Random and not counted, so that a change that was rolled back never shares its mark with a later one.
    """

    policy = _POLICY

    mark = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id"], name="catalogue_edition_once")]
