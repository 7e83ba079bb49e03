"""Every model says whose its rows are, for what they are kept and how long; the database holds it."""

import pytest
from django.db import connection

from raadhus.platform.tenancy.declarations import DataPolicy, Kind
from raadhus.platform.tenancy.row_security import declared_models, paired_foreign_keys

TENANT_COLUMN = {Kind.TENANT: "tenant_id", Kind.SHARED: "owner_id", Kind.PUBLISHED: "owner_id"}


def test_every_model_declares_its_kind_and_its_policy() -> None:
    undeclared = [
        model._meta.label
        for model in declared_models()
        if not isinstance(getattr(model, "kind", None), Kind)
        or not isinstance(getattr(model, "policy", None), DataPolicy)
    ]

    assert undeclared == [], "Derive each from a base of platform.tenancy.models and declare `policy`."


def test_every_policy_is_filled_in() -> None:
    empty = [
        model._meta.label
        for model in declared_models()
        if not all((model.policy.purpose, model.policy.legal_basis, model.policy.retention))
    ]

    assert empty == [], "Say purpose, legal basis and retention in words."


def test_a_table_with_personal_data_belongs_to_a_tenant() -> None:
    loose = [
        model._meta.label
        for model in declared_models()
        if model.policy.personal and model.kind is not Kind.TENANT
    ]

    assert loose == [], "Personal data lies in tenant tables only."


@pytest.mark.django_db
def test_row_security_is_on_and_forced_on_every_table_but_reference() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        secured = {row[0] for row in cursor.fetchall()}
    open_tables = [
        model._meta.db_table
        for model in declared_models()
        if model.kind is not Kind.REFERENCE and model._meta.db_table not in secured
    ]

    assert open_tables == [], "platform.tenancy.row_security secures tables after `migrate`."


@pytest.mark.django_db
def test_foreign_keys_between_tenant_tables_are_pairs() -> None:
    tenant_tables = {model._meta.db_table for model in declared_models() if model.kind is Kind.TENANT}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.conrelid::regclass::text, c.confrelid::regclass::text, c.conname,
                   EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid
                           AND a.attnum = ANY (c.conkey) AND a.attname = 'tenant_id')
            FROM pg_constraint c WHERE c.contype = 'f'
            """
        )
        constraints = cursor.fetchall()
    plain = [
        name
        for source, target, name, is_pair in constraints
        if source in tenant_tables and target in tenant_tables and not is_pair
    ]

    assert plain == [], "Use TenantForeignKey: row security does not guard a plain foreign key."


@pytest.mark.django_db
def test_every_declared_pair_is_held_by_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f'")
        held = {row[0] for row in cursor.fetchall()}
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in declared_models()
        for field in paired_foreign_keys(model)
        if f"{model._meta.db_table}_{field.column}_pair" not in held
    ]

    assert missing == []


@pytest.mark.django_db
def test_unique_constraints_of_tenant_tables_begin_with_the_tenant() -> None:
    kinds = {model._meta.db_table: model.kind for model in declared_models()}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, a.attname
            FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE i.indisunique AND NOT i.indisprimary
            """
        )
        indexes = cursor.fetchall()
    wrong = [
        f"{table}: {index} begins with {column}"
        for table, index, column in indexes
        if table in kinds and kinds[table] in TENANT_COLUMN and column != TENANT_COLUMN[kinds[table]]
    ]

    assert wrong == [], "Unique constraints look past row security: begin them with the tenant."


@pytest.mark.django_db
def test_the_application_cannot_change_what_is_append_only_nor_reference_facts() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT table_name, privilege_type FROM information_schema.role_table_grants
            WHERE grantee = current_user AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')
            """
        )
        granted = set(cursor.fetchall())
    wrong = []
    for model in declared_models():
        table = model._meta.db_table
        forbidden = {"TRUNCATE"}
        if model.policy.append_only:
            forbidden |= {"UPDATE", "DELETE"}
        if model.kind is Kind.REFERENCE and not model.policy.app_writes:
            forbidden |= {"INSERT", "UPDATE", "DELETE"}
        wrong += [f"{right} on {table}" for right in forbidden if (table, right) in granted]

    assert wrong == []
