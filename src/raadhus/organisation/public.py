"""The door of the organisation: which municipality, which units, who works there, when somebody can be reached."""

from raadhus.organisation.domain import (
    AboutPage,
    Country,
    DeskDay,
    Hours,
    MunicipalityInfo,
    StaffInfo,
    UnitInfo,
)
from raadhus.organisation.queries import (
    desk_today,
    find_own_text,
    find_staff,
    forget_known,
    list_municipalities,
    list_staff,
    list_tenants,
    list_units,
    municipality,
    municipality_by_host,
    staff_for_person,
    staff_names,
    unit_by_key,
)
from raadhus.organisation.use_cases.employ_staff import StaffOrder, employ_staff

__all__ = [
    "AboutPage",
    "Country",
    "DeskDay",
    "Hours",
    "MunicipalityInfo",
    "StaffInfo",
    "StaffOrder",
    "UnitInfo",
    "desk_today",
    "employ_staff",
    "find_own_text",
    "find_staff",
    "forget_known",
    "list_municipalities",
    "list_staff",
    "list_tenants",
    "list_units",
    "municipality",
    "municipality_by_host",
    "staff_for_person",
    "staff_names",
    "unit_by_key",
]
