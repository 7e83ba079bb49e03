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
from raadhus.identity.queries import (
    PersonInfo,
    Seen,
    display_names,
    find_session,
    household_of,
    identity_number_of,
    is_same_household,
    list_seen,
    person,
)
from raadhus.identity.use_cases.end_session import end_session, end_sessions_of_person
from raadhus.identity.use_cases.find_or_make_person import CannotReadNumber, person_by_number
from raadhus.identity.use_cases.keep_post import keep_post, take_kept_post
from raadhus.identity.use_cases.learn_from_register import learn_household, learn_person
from raadhus.identity.use_cases.note_seen import note_seen
from raadhus.identity.use_cases.sign_in import CannotSignIn, sign_in, when_staff_signs_in

__all__ = [
    "CannotEnterAtThisLevel",
    "CannotReadNumber",
    "CannotSignIn",
    "ClaimMap",
    "ClaimsRefused",
    "LoginClaims",
    "MalformedNumber",
    "PersonInfo",
    "Seen",
    "SessionInfo",
    "SignedIn",
    "StaffLoginNeeded",
    "clean_number",
    "display_names",
    "end_session",
    "end_sessions_of_person",
    "expect_login",
    "expect_staff",
    "find_session",
    "household_of",
    "identity_number_of",
    "is_same_household",
    "keep_post",
    "learn_household",
    "learn_person",
    "list_seen",
    "note_seen",
    "person",
    "person_by_number",
    "require_login",
    "require_staff",
    "sign_in",
    "take_kept_post",
    "when_staff_signs_in",
]
