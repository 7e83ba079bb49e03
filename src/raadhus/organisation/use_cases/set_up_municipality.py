"""Set up a municipality from a file: its host, units, hours, what its directory's groups give, and its logins."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID, uuid5
from zoneinfo import available_timezones

import pydantic
import yaml
from django.conf import settings

from raadhus.identity.public import CannotRegisterProvider, ClaimMap, Registration, register_provider
from raadhus.organisation.domain import AboutPage, Counter, Country
from raadhus.organisation.models import ClosedDay, Municipality, OpeningHours, OwnText, StaffGroup, Unit
from raadhus.organisation.queries import forget_known
from raadhus.platform.actor import Actor, Role
from raadhus.platform.tenancy.scope import transaction

OWNER = "owner"  # reference rows are written by the role that owns the tables
_TENANTS = UUID(
    "6c2f0f0e-7a8f-5d0c-9f5e-0d3f6b1a2c4e"
)  # the same host is the same tenant, however often it is set up
_Word = Annotated[str, pydantic.StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
_Key = Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
_Host = Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$", max_length=253)]


class CannotSetUpMunicipality(Exception):
    """The file is not right, or the owner's database is not given; the message says what to mend."""


class _Part(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class _Group(_Part):
    group: _Word
    role: Role
    unit: _Key | None = None


class _Span(_Part):
    counter: Counter
    weekdays: tuple[Annotated[int, pydantic.Field(ge=0, le=6)], ...]
    opens: dt.time
    closes: dt.time


class _ClosedDay(_Part):
    day: Annotated[str, pydantic.StringConstraints(pattern=r"^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$")]
    name: _Word

    @pydantic.field_validator("day")
    @classmethod
    def _is_a_day(cls, day: str) -> str:
        dt.date.fromisoformat(day if len(day) > len("12-24") else f"2000-{day}")
        return day


class _Claims(_Part):
    level: str
    levels: dict[str, str]
    number: str = ""
    name: str = "name"
    groups: str = ""
    country: str = ""


class _Login(_Part):
    key: _Key
    title: _Word
    is_for_staff: bool
    issuer: pydantic.HttpUrl
    client_id: _Word
    client_secret_file: Path
    scopes: _Word
    algorithms: tuple[str, ...] = ("RS256",)
    claims: _Claims


class TownFile(_Part):
    """What the file says; ``theme``: a key of the ui's themes; the files of secrets and ``texts`` lie beside this one."""

    slug: _Key
    name: _Word
    host: _Host
    country: Country
    language: Literal["da", "nb"]
    time_zone: str
    theme: _Key
    phone: str = ""
    email: str = ""
    desk_address: str = ""
    units: dict[_Key, _Word]
    groups: tuple[_Group, ...]
    hours: tuple[_Span, ...] = ()
    closed_days: tuple[_ClosedDay, ...] = ()
    logins: tuple[_Login, ...] = ()
    texts: dict[AboutPage, dict[Literal["da", "nb", "en"], Path]] = {}

    @pydantic.model_validator(mode="after")
    def _is_whole(self) -> "TownFile":
        if self.time_zone not in available_timezones():
            raise ValueError(f"“{self.time_zone}” is no time zone.")
        unknown = sorted({group.unit for group in self.groups if group.unit} - set(self.units))
        if unknown:
            raise ValueError(f"No unit is called {', '.join(unknown)}.")
        if len({closed.day for closed in self.closed_days}) < len(self.closed_days):
            raise ValueError("A closed day is named twice.")
        return self


def set_up_municipality(path: Path) -> Municipality:
    """
    Lay down what the file says and return the municipality; doing it again brings it in line with the file.

    Units and hours that the file no longer has stay; groups, closed days and texts are as in the file.
    Raises: CannotSetUpMunicipality.
    """
    town = _read(path)
    if OWNER not in settings.DATABASES:
        raise CannotSetUpMunicipality(
            "Set RAADHUS_OWNER_DATABASE_URL: who may write which host is whose is the owner of the tables."
        )
    tenant = uuid5(_TENANTS, town.host)
    secrets = {login.key: _secret(path, login) for login in town.logins}
    texts = _texts(path, town)
    facts = town.model_dump(include=_HOST_FACTS)
    laid_down, _is_new = Municipality.objects.using(OWNER).update_or_create(id=tenant, defaults=facts)
    actor = Actor.system(tenant, purpose="organisation.set_up_municipality")
    with transaction(tenant):
        _furnish(town)
        OwnText.objects.all().delete()
        OwnText.objects.bulk_create(OwnText(**row) for row in texts)
        for position, login in enumerate(town.logins):
            try:
                register_provider(actor, _registration(login, secrets[login.key]), position=position)
            except CannotRegisterProvider as error:
                raise CannotSetUpMunicipality(f"logins.{position}: {error}") from error
    forget_known()
    return laid_down


_HOST_FACTS = {
    "slug",
    "name",
    "host",
    "country",
    "language",
    "time_zone",
    "theme",
    "phone",
    "email",
    "desk_address",
}


def _read(path: Path) -> TownFile:
    try:
        found: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return TownFile.model_validate(found)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CannotSetUpMunicipality(f"{path}: {error}") from error
    except pydantic.ValidationError as error:
        lines = (f"{'.'.join(map(str, one['loc'])) or 'file'}: {one['msg']}" for one in error.errors())
        raise CannotSetUpMunicipality(f"{path} cannot be used.\n" + "\n".join(lines)) from error


def _secret(path: Path, login: _Login) -> str:
    try:
        return (path.parent / login.client_secret_file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise CannotSetUpMunicipality(f"The secret of {login.key} cannot be read: {error}") from error


def _texts(path: Path, town: TownFile) -> list[dict[str, str]]:
    """Return the rows of what the town says of itself instead of what every town says; the files lie beside the town's."""
    found = []
    for page, files in town.texts.items():
        for language, file in files.items():
            try:
                text = (path.parent / file).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise CannotSetUpMunicipality(f"texts.{page}.{language} cannot be read: {error}") from error
            found.append({"page": page, "language": language, "text": text})
    return found


def _furnish(town: TownFile) -> None:
    units = {
        key: Unit.objects.update_or_create(key=key, defaults={"name": name})[0]
        for key, name in town.units.items()
    }
    StaffGroup.objects.all().delete()
    StaffGroup.objects.bulk_create(
        StaffGroup(group=one.group, role=one.role, unit=units[one.unit] if one.unit else None)
        for one in town.groups
    )
    ClosedDay.objects.all().delete()
    ClosedDay.objects.bulk_create(ClosedDay(day=closed.day, name=closed.name) for closed in town.closed_days)
    for span in town.hours:
        for weekday in span.weekdays:
            OpeningHours.objects.update_or_create(
                counter=span.counter, weekday=weekday, opens=span.opens, defaults={"closes": span.closes}
            )


def _registration(login: _Login, secret: str) -> Registration:
    return Registration(
        key=login.key,
        title=login.title,
        is_for_staff=login.is_for_staff,
        protocol="openid",
        issuer=str(login.issuer).rstrip("/"),
        client_id=login.client_id,
        client_secret=secret,
        scopes=login.scopes,
        algorithms=login.algorithms,
        claims=ClaimMap(**login.claims.model_dump()),
    )
