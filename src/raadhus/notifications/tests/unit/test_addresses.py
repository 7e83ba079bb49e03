"""Where a message can go, at an ordinary price, by any mail server."""

import pytest

from raadhus.notifications.domain.addresses import normal_email, normal_phone


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("20 30 40 50", "dk", "+4520304050"),
        ("(+47) 912-34-567", "dk", "+4791234567"),
        ("0046 70 123 45 67", "dk", "+46701234567"),
        ("91234567", "no", "+4791234567"),
        ("+48 512 345 678", "no", "+48512345678"),
        ("  ", "dk", ""),
    ],
)
def test_a_phone_number_is_kept_with_its_country(typed: str, country: str, number: str) -> None:
    assert normal_phone(typed, country) == number


@pytest.mark.parametrize(
    "typed",
    [
        "+88213000000000",
        "+8816 1234567",
        "+1 900 555 0100",
        "+4590123456",
        "90123456",
        "2030405",
        "+45x",
        "5" * 9999,
    ],
)
def test_a_number_that_cannot_be_reached_at_an_ordinary_price_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="phone"):
        normal_phone(typed, "dk")


@pytest.mark.parametrize("typed", ["amina@example.org", " o'neil+post@mail.example.dk ", "a.b_c@x-y.no"])
def test_an_address_is_kept_as_typed(typed: str) -> None:
    assert normal_email(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "a:b@x.dk",
            "(c)b@x.dk",
            "é@x.dk",
            "a..b@x.dk",
            ".a@x.dk",
            "a.@x.dk",
            '"a b"@x.dk',
            "a@b",
            "a@b@x.dk",
        ),
        *(f"{'a' * 65}@x.dk", "a@x.dk\nBcc: b@x.dk", "a@x\u212a.dk", f"a@{'b.' * 200}dk", "." * 100_000),
    ],
)
def test_what_a_mail_server_may_read_otherwise_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="e-mail"):
        normal_email(typed)
