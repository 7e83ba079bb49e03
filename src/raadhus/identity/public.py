"""The door of identity: persons, their numbers and names, who is logged in, who has seen what."""

from raadhus.identity.access import (
    CannotEnterAtThisLevel,
    StaffLoginNeeded,
    expect_login,
    expect_staff,
    require_login,
    require_staff,
)
from raadhus.identity.domain.claims import ClaimMap, ClaimsRefused, LoginClaims
from raadhus.identity.domain.numbers import MalformedNumber, clean_number
from raadhus.identity.domain.sessions import SessionInfo, SignedIn
from raadhus.identity.ports import Registration
from raadhus.identity.queries import (
    PersonInfo,
    Seen,
    display_names,
    forget_registrations,
    household_of,
    list_seen,
    people,
    person,
    registrations,
)
from raadhus.identity.use_cases.end_session import (
    end_session,
    end_sessions_of_provider,
)
from raadhus.identity.use_cases.find_or_make_person import CannotReadNumber, person_by_number
from raadhus.identity.use_cases.keep_post import keep_post, take_kept_post
from raadhus.identity.use_cases.learn_from_register import learn_household, learn_person
from raadhus.identity.use_cases.log_in import (
    CannotLogIn,
    LoggedIn,
    LoginOrder,
    LoginUnavailable,
    LoginWasCancelled,
    begin_login,
    finish_login,
)
from raadhus.identity.use_cases.log_out import log_out
from raadhus.identity.use_cases.note_seen import note_many_seen, note_seen
from raadhus.identity.use_cases.read_identity_number import identity_number_of
from raadhus.identity.use_cases.refile_numbers import refile_numbers
from raadhus.identity.use_cases.register_provider import CannotRegisterProvider, register_provider
from raadhus.identity.use_cases.sign_in import CannotSignIn, sign_in, when_staff_signs_in
from raadhus.identity.wiring import use_protocols

__all__ = [
    "CannotEnterAtThisLevel",
    "CannotLogIn",
    "CannotReadNumber",
    "CannotRegisterProvider",
    "CannotSignIn",
    "ClaimMap",
    "ClaimsRefused",
    "LoggedIn",
    "LoginClaims",
    "LoginOrder",
    "LoginUnavailable",
    "LoginWasCancelled",
    "MalformedNumber",
    "PersonInfo",
    "Registration",
    "Seen",
    "SessionInfo",
    "SignedIn",
    "StaffLoginNeeded",
    "begin_login",
    "clean_number",
    "display_names",
    "end_session",
    "end_sessions_of_provider",
    "expect_login",
    "expect_staff",
    "finish_login",
    "forget_registrations",
    "household_of",
    "identity_number_of",
    "keep_post",
    "learn_household",
    "learn_person",
    "list_seen",
    "log_out",
    "note_many_seen",
    "note_seen",
    "people",
    "person",
    "person_by_number",
    "refile_numbers",
    "register_provider",
    "registrations",
    "require_login",
    "require_staff",
    "sign_in",
    "take_kept_post",
    "use_protocols",
    "when_staff_signs_in",
]
