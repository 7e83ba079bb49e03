"""Row-level security, grants and paired foreign keys, made from the models' declarations after every migration."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models

from raadhus.platform.tenancy.declarations import DataPolicy, Kind

_TENANT = "NULLIF(current_setting('app.tenant', true), '')::uuid"
_WRITES = ("INSERT", "UPDATE", "DELETE")


def secure_tables(using: str, **_signal: Any) -> None:
    """Bring every table of Rådhus under the security its model declares; does nothing to a table already there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT polname FROM pg_policy")
        present = {row[0] for row in cursor.fetchall()}
        for statement in _statements(tables, present):
            cursor.execute(statement)


def declared_models() -> list[type[models.Model]]:
    """Return every model of Rådhus that has a table of its own."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("raadhus.") and model._meta.managed
    ]


def paired_foreign_keys(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """Return the foreign keys of ``model`` that point at tenant tables."""
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and getattr(field, "is_tenant_pair", False)
    ]


def _statements(tables: set[str], present: set[str]) -> Iterator[str]:
    here = [model for model in declared_models() if model._meta.db_table in tables]
    for model in here:
        yield from _unique_pair(model, present)
    for model in here:
        yield from _paired_keys(model, present)
        yield from _row_policies(model, present)
    yield from _grants(here, tables)


def _unique_pair(model: type[models.Model], present: set[str]) -> Iterator[str]:
    name = f"{model._meta.db_table}_tenant_pair"
    if _kind(model) is Kind.TENANT and name not in present:
        yield f'ALTER TABLE "{model._meta.db_table}" ADD CONSTRAINT "{name}" UNIQUE (tenant_id, id)'


def _paired_keys(model: type[models.Model], present: set[str]) -> Iterator[str]:
    for field in paired_foreign_keys(model):
        name = f"{model._meta.db_table}_{field.column}_pair"
        if name in present:
            continue
        target = field.related_model._meta.db_table
        yield (
            f'ALTER TABLE "{model._meta.db_table}" ADD CONSTRAINT "{name}" FOREIGN KEY (tenant_id, "{field.column}") '
            f'REFERENCES "{target}" (tenant_id, id) DEFERRABLE INITIALLY DEFERRED'
        )


def _row_policies(model: type[models.Model], present: set[str]) -> Iterator[str]:
    table, kind = model._meta.db_table, _kind(model)
    name = f"{table}_row"
    if kind is Kind.REFERENCE or name in present:
        return
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    if kind is Kind.TENANT:
        yield f'CREATE POLICY "{name}" ON "{table}" USING (tenant_id = {_TENANT}) WITH CHECK (tenant_id = {_TENANT})'
        return
    readable = "is_published OR " if kind is Kind.SHARED else "true OR "
    yield f'CREATE POLICY "{name}" ON "{table}" FOR SELECT USING ({readable}owner_id = {_TENANT})'
    yield f'CREATE POLICY "{name}_insert" ON "{table}" FOR INSERT WITH CHECK (owner_id = {_TENANT})'
    yield f'CREATE POLICY "{name}_update" ON "{table}" FOR UPDATE USING (owner_id = {_TENANT})'
    yield f'CREATE POLICY "{name}_delete" ON "{table}" FOR DELETE USING (owner_id = {_TENANT})'


def _grants(here: list[type[models.Model]], tables: set[str]) -> Iterator[str]:
    role = settings.APP_ROLE
    jobs = sorted(table for table in tables if table.startswith("procrastinate_"))
    for model in here:
        table, policy = model._meta.db_table, _policy(model)
        yield f'REVOKE ALL ON "{table}" FROM "{role}"'
        yield f'GRANT {", ".join(("SELECT", *_rights(_kind(model), policy)))} ON "{table}" TO "{role}"'
    for table in jobs:
        yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO "{role}"'
    yield f'GRANT SELECT ON django_migrations TO "{role}"'
    yield f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{role}"'
    yield f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO "{role}"'


def _rights(kind: Kind, policy: DataPolicy) -> tuple[str, ...]:
    if kind is Kind.REFERENCE and not policy.app_writes:
        return ()
    return ("INSERT",) if policy.append_only else _WRITES


def _kind(model: type[models.Model]) -> Kind:
    kind = getattr(model, "kind", None)
    if not isinstance(kind, Kind):
        raise TypeError(
            f"{model._meta.label} declares no kind of data: derive it from a base of platform.tenancy.models."
        )
    return kind


def _policy(model: type[models.Model]) -> DataPolicy:
    policy = getattr(model, "policy", None)
    if not isinstance(policy, DataPolicy):
        raise TypeError(f"{model._meta.label} declares no DataPolicy: purpose, legal basis, retention.")
    return policy
