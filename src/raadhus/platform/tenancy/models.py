"""Base models, one per kind of data."""

from typing import Any, ClassVar

from django.db import models

from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.declarations import DataPolicy, Kind
from raadhus.platform.tenancy.scope import current_tenant


class TenantModel(models.Model):
    """A row of one tenant, under row-level security; (tenant_id, id) is unique and what foreign keys point at."""

    kind: ClassVar[Kind] = Kind.TENANT
    policy: ClassVar[DataPolicy]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField(default=current_tenant, editable=False)

    class Meta:
        abstract = True


class SharedModel(models.Model):
    """A row written by its owner (an association or a municipality); published rows are readable by all members."""

    kind: ClassVar[Kind] = Kind.SHARED
    policy: ClassVar[DataPolicy]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_id = models.UUIDField(default=current_tenant, editable=False)
    is_published = models.BooleanField(default=False)

    class Meta:
        abstract = True


class PublishedModel(models.Model):
    """An aggregate its municipality released; readable by all, written by its owner."""

    kind: ClassVar[Kind] = Kind.PUBLISHED
    policy: ClassVar[DataPolicy]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_id = models.UUIDField(default=current_tenant, editable=False)

    class Meta:
        abstract = True


class ReferenceModel(models.Model):
    """The same for all; no personal data; written at set-up by the owner role unless the policy says otherwise."""

    kind: ClassVar[Kind] = Kind.REFERENCE
    policy: ClassVar[DataPolicy]

    class Meta:
        abstract = True


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]  # django-stubs leaves it generic
    """
    A foreign key to a tenant table, held by the database as a pair (tenant_id, id).

    Row-level security does not guard foreign keys: a plain one could point into another municipality. Django makes no
    constraint; ``row_security`` makes the paired one.
    """

    is_tenant_pair = True

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs.setdefault("related_name", "+")
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "raadhus.platform.tenancy.models.TenantForeignKey", args, kwargs
