"""Tables of identity: persons of one municipality, how they log in, what they are called elsewhere, who saw them."""

from django.db import models

from raadhus.platform.fields import EncryptedJSONField, EncryptedTextField
from raadhus.platform.tenancy.declarations import DataPolicy
from raadhus.platform.tenancy.models import TenantForeignKey, TenantModel

_TASK = "GDPR article 6(1)(e)"
_SECURITY = "GDPR article 6(1)(c) with article 32"


class Person(TenantModel):
    """Somebody the municipality knows, perhaps without a login; the same human elsewhere is another row."""

    policy = DataPolicy(
        purpose="Know who an application, a letter or a case is about",
        legal_basis=_TASK,
        retention="While a case, letter or login refers to the person, at least 5 years after the last",
    )

    given_name = EncryptedTextField(context="identity.person.given_name", default="")
    family_name = EncryptedTextField(context="identity.person.family_name", default="")
    birth_on = EncryptedTextField(context="identity.person.birth_on", default="")  # ISO date or empty
    is_name_protected = models.BooleanField(default=False)
    is_address_protected = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True)  # when a register last told us


class Login(TenantModel):
    """One way in: an issuer's own id of a person. Never an identity number."""

    policy = DataPolicy(
        purpose="Recognise somebody who logs in again",
        legal_basis=_TASK,
        retention="2 years after the last login",
    )

    person = TenantForeignKey(Person)
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "issuer", "subject"], name="identity_login_once")
        ]


class IdentityNumber(TenantModel):
    """A number a state gave a person, with the days it holds; found by a keyed hash, never read to search."""

    policy = DataPolicy(
        purpose="Ask the registers and address letters in the name of the right person",
        legal_basis="GDPR article 87; databeskyttelsesloven § 11; personopplysningsloven § 12",
        retention="As long as the person",
    )

    person = TenantForeignKey(Person)
    country = models.CharField(max_length=2)
    number = EncryptedTextField(context="identity.number")
    lookup = models.BinaryField(max_length=32)
    key_version = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)  # the first day on which it no longer holds

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "lookup"], name="identity_number_once"),
            models.UniqueConstraint(
                fields=["tenant_id", "person", "country"],
                condition=models.Q(valid_until=None),
                name="identity_number_one_holds",
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "key_version"], name="identity_number_key")]


class HouseholdMember(TenantModel):
    """That ``member`` lives with ``told_for``, as the person register said at ``told_at``."""

    policy = DataPolicy(
        purpose="Keep staff out of cases of their own household",
        legal_basis="GDPR article 6(1)(c); forvaltningsloven § 3; forvaltningsloven (NO) § 6",
        retention="Until the register says otherwise, at most 5 years",
    )

    told_for = TenantForeignKey(Person)
    member = TenantForeignKey(Person)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "told_for", "member"], name="identity_household_once"
            )
        ]
        indexes = [models.Index(fields=["tenant_id", "member"], name="identity_household_member")]


class LoginProvider(TenantModel):
    """The municipality's registration at one login provider."""

    policy = DataPolicy(
        purpose="Let citizens and staff log in where they already have an account",
        legal_basis=_SECURITY,
        retention="While the registration holds",
        personal=False,
    )

    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=80)
    is_for_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    protocol = models.CharField(max_length=20, default="openid")
    issuer = models.CharField(max_length=255)
    client_id = models.CharField(max_length=200)
    client_secret = EncryptedTextField(context="identity.provider.client_secret")
    scopes = models.CharField(max_length=200)
    algorithms = (
        models.JSONField()
    )  # those this registration allows for signing; never none, never a shared secret
    claims = models.JSONField()  # a domain.claims.ClaimMap

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant_id", "key"], name="identity_provider_key")]


class LoginAttempt(TenantModel):
    """Somebody was sent to a provider and may come back once, with the same browser."""

    policy = DataPolicy(
        purpose="Accept an answer of a login provider only where and when it was asked for",
        legal_basis=_SECURITY,
        retention="15 minutes",
        personal=False,
    )

    state_hash = models.BinaryField(max_length=32)
    browser_hash = models.BinaryField(max_length=32)
    provider = TenantForeignKey(LoginProvider, models.CASCADE)
    remembered = EncryptedJSONField(context="identity.attempt.remembered")
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "state_hash"], name="identity_attempt_once")
        ]


class Session(TenantModel):
    """A logged-in browser, bound to this municipality. Its key is known to the browser only; here lies the hash."""

    policy = DataPolicy(
        purpose="Know from page to page who is logged in, and end it from here or from the provider",
        legal_basis=_SECURITY,
        retention="30 days after its end",
    )

    key_hash = models.BinaryField(max_length=32)
    person = TenantForeignKey(Person)
    login = TenantForeignKey(Login)
    provider = models.CharField(max_length=40)
    issuer = models.CharField(max_length=255)
    is_staff = models.BooleanField(default=False)
    assurance = models.PositiveSmallIntegerField()
    provider_session_hash = models.BinaryField(max_length=32, null=True)
    data = EncryptedJSONField(context="identity.session.data")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    idle_until = models.DateTimeField()  # moves on with every visit
    ends_at = models.DateTimeField()  # never moves
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "key_hash"], name="identity_session_once")
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "provider_session_hash"],
                condition=models.Q(ended_at=None),
                name="identity_session_provider",
            ),
            models.Index(fields=["tenant_id", "person"], name="identity_session_person"),
        ]


class KeptPost(TenantModel):
    """What somebody sent with an expired session, kept for that person alone until they are back."""

    policy = DataPolicy(
        purpose="Lose nothing that somebody typed while their session ran out",
        legal_basis=_TASK,
        retention="15 minutes",
    )

    person = TenantForeignKey(Person)
    path = models.CharField(max_length=400)
    fields = EncryptedJSONField(context="identity.kept_post.fields")
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "person", "path"], name="identity_kept_post_once")
        ]


class SeenEntry(TenantModel):
    """Somebody at work looked at a person's data; the person can read this, nobody can change it."""

    policy = DataPolicy(
        purpose="Let people see who has seen their data, and find misuse",
        legal_basis=_SECURITY,
        retention="5 years from the look",
        append_only=True,
    )

    person = TenantForeignKey(Person)
    at = models.DateTimeField()
    by_person_id = models.UUIDField(null=True)
    by_staff_id = models.UUIDField(null=True)
    what = models.CharField(max_length=60)  # a code: "case", "letter", "register"
    case_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "person", "-at"], name="identity_seen_person")]
