"""Give a case its number: without gaps, since a number that is not committed is given again."""

from raadhus.cases.domain import numbers
from raadhus.platform.database.statements import Statement
from raadhus.platform.ids import new_id
from raadhus.platform.tenancy.scope import current_tenant

_NEXT = Statement("""
INSERT INTO cases_casecounter AS counter (id, tenant_id, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (tenant_id, year) DO UPDATE SET last = counter.last + 1
RETURNING last
""")


def number_case(slug: str, year: int) -> str:
    """Return the next number of ``year`` (EGE-2024-000123); others wait until this transaction ends."""
    ((running,),) = _NEXT.rows([new_id(), current_tenant(), year])
    return numbers.format_number(numbers.prefix_of(slug), year, running)
