"""Who acts, for whom, where and why: built by ``config`` for each request or job, taken by every use case."""

import dataclasses
from enum import IntEnum, StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody may be in a municipality."""

    CITIZEN = "citizen"
    CASEWORKER = "caseworker"
    FRONTDESK = "frontdesk"
    LEADER = "leader"
    ASSOCIATION = "association"
    OPERATOR = "operator"
    RULE_AUTHOR = "rule-author"  # writes drafts of rules
    RULE_APPROVER = "rule-approver"  # publishes what another has written
    CLEARED = "cleared"  # may see protected names and addresses
    SYSTEM = "system"  # a job; never given to a person


class Assurance(IntEnum):
    """How sure the login is of the person. Source: eIDAS article 8."""

    NONE = 0
    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3

    @classmethod
    def from_name(cls, name: str) -> "Assurance":
        """Return the level called ``name``, NONE when the name is unknown: unknown never gives a right."""
        return cls.__members__.get(name.upper(), cls.NONE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody, or a job, who acts within one municipality."""

    tenant: UUID
    person_id: UUID | None = None
    staff_id: UUID | None = None
    on_behalf_of: UUID | None = None
    roles: frozenset[Role] = frozenset()
    units: frozenset[UUID] = frozenset()
    assurance: Assurance = Assurance.NONE
    purpose: str = ""
    correlation: str = ""
    language: str = "en"

    @classmethod
    def system(cls, tenant: UUID, *, purpose: str, correlation: str = "", language: str = "en") -> "Actor":
        """Return the actor of a job in ``tenant``."""
        return cls(
            tenant=tenant,
            roles=frozenset({Role.SYSTEM}),
            purpose=purpose,
            correlation=correlation,
            language=language,
        )

    def has(self, *roles: Role) -> bool:
        """Tell whether the actor has at least one of ``roles``."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_staff(self) -> bool:
        """Tell whether the actor works for the municipality."""
        return self.staff_id is not None

    @property
    def is_system(self) -> bool:
        """Tell whether a job acts."""
        return Role.SYSTEM in self.roles

    @property
    def is_known(self) -> bool:
        """Tell whether somebody is logged in."""
        return self.person_id is not None

    def with_purpose(self, purpose: str) -> "Actor":
        """Return the same actor acting for ``purpose``."""
        return dataclasses.replace(self, purpose=purpose)
