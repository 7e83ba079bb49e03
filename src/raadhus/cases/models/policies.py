"""For what, on which basis and how long case data is kept."""

from raadhus.platform.tenancy.declarations import DataPolicy

_BASIS = "GDPR article 6(1)(e); GDPR article 9(2)(f) where a case shows health or need"
_RETENTION = "5 years after the case was closed, then archived or erased as the archive law says"

CASE_DATA = DataPolicy(
    purpose="Handle applications and appeals, and account for how",
    legal_basis=_BASIS,
    retention=_RETENTION,
)
CASE_RECORD = DataPolicy(
    purpose="Account for what was done and decided in a case, and why",
    legal_basis=_BASIS,
    retention=_RETENTION,
    append_only=True,
)
AT_THE_DESK = DataPolicy(
    purpose="Let somebody look after each case, also while a colleague is away",
    legal_basis="GDPR article 6(1)(e)",
    retention="30 days after it is over; older ones go when the next absence is noted",
)
COUNTER = DataPolicy(
    purpose="Number cases without gaps",
    legal_basis="GDPR article 6(1)(e)",
    retention="For ever",
    personal=False,
)
