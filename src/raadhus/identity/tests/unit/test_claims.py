"""What a provider says is brought into one shape; what it does not say gives no right."""

from typing import Any

import pytest

from raadhus.identity.domain.claims import ClaimMap, ClaimsRefused, LoginClaims
from raadhus.platform.actor import Assurance

IDPORTEN = ClaimMap(
    level="acr",
    levels={
        "idporten-loa-low": "low",
        "idporten-loa-substantial": "substantial",
        "idporten-loa-high": "high",
    },
    number="pid",
    country="no",
)


def read(**said: Any) -> LoginClaims:
    return IDPORTEN.read({"sub": "s", **said}, issuer="https://idp", provider="idporten", is_staff=False)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("idporten-loa-low", Assurance.LOW),
        ("idporten-loa-substantial", Assurance.SUBSTANTIAL),
        ("idporten-loa-high", Assurance.HIGH),
        ("high", Assurance.NONE),
        ("Level4", Assurance.NONE),
        ("", Assurance.NONE),
        (3, Assurance.NONE),
        (["idporten-loa-high"], Assurance.NONE),
    ],
)
def test_a_level_counts_only_in_the_providers_own_words(said: Any, meant: Assurance) -> None:
    assert read(acr=said).assurance is meant


def test_a_login_without_number_is_a_login() -> None:
    assert read().number is None


@pytest.mark.parametrize("subject", [None, "", "  ", 17, "x" * 256])
def test_a_login_without_subject_is_refused(subject: Any) -> None:
    with pytest.raises(ClaimsRefused):
        read(sub=subject)


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ClaimsRefused):
        read(pid="0101900001")


def test_a_name_is_cleaned_of_what_could_deceive() -> None:
    assert read(name="  Kari\u202e \n Nord\x00 ").name == "Kari Nord"


def test_groups_are_read_only_where_the_registration_names_them() -> None:
    assert read(groups=["Ledere"]).groups == frozenset()


def test_the_levels_that_suffice_are_asked_for_lowest_first() -> None:
    assert IDPORTEN.level_names(Assurance.SUBSTANTIAL) == ("idporten-loa-substantial", "idporten-loa-high")
