"""Which towns are registered at the local provider; their secrets follow from the demo's own."""

import dataclasses
import hashlib
import hmac
from urllib.parse import urlsplit

from raadhus.adapters.local_eid.claim_sets import CLAIM_SETS, ClaimSet
from raadhus.identity import ports

CALLBACK = "/login/callback/"
LOGGED_OUT = "/logged-out/"
FRONT_CHANNEL = "/login/front-channel-logout/"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Registration:
    """One town's registration at one kind of provider."""

    town: str
    host: str
    claim_set: ClaimSet

    @property
    def client_id(self) -> str:
        """Return the client id; each registration has its own."""
        return f"{self.town}-{self.claim_set.key}"

    def secret(self, master: str) -> str:
        """Return the client secret that follows from the demo's ``RAADHUS_EID_SECRET``."""
        return hmac.new(master.encode(), self.client_id.encode(), hashlib.sha256).hexdigest()

    def issuer(self, eid_url: str) -> str:
        """Return the issuer of this kind of provider at ``eid_url``."""
        return f"{eid_url.rstrip('/')}/{self.claim_set.key}"

    def as_the_town_knows_it(self, eid_url: str, master: str) -> ports.Registration:
        """Return this registration as the town hall keeps it."""
        kind = self.claim_set
        return ports.Registration(
            key=kind.key,
            title=kind.title,
            is_for_staff=kind.is_for_staff,
            protocol="openid",
            issuer=self.issuer(eid_url),
            client_id=self.client_id,
            client_secret=self.secret(master),
            scopes=kind.scopes,
            algorithms=("RS256",),
            claims=ports.ClaimMap(
                level=kind.level_claim,
                levels={name: level for level, name in kind.level_names.items()},
                number=kind.number_claim,
                groups=kind.groups_claim,
                country=kind.country,
            ),
        )

    def is_own_address(self, url: str, path: str) -> bool:
        """Tell whether ``url`` is ``path`` on the town's host. The demo's port is not known beforehand: any will do."""
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"}
        return is_web and (parts.hostname, parts.path, parts.query, parts.fragment) == (
            self.host,
            path,
            "",
            "",
        )


REGISTRATIONS = {
    one.client_id: one
    for one in (
        Registration(town="egeby", host="egeby.localhost", claim_set=CLAIM_SETS["mitid"]),
        Registration(town="egeby", host="egeby.localhost", claim_set=CLAIM_SETS["staff"]),
        Registration(town="nordby", host="nordby.localhost", claim_set=CLAIM_SETS["idporten"]),
        Registration(town="nordby", host="nordby.localhost", claim_set=CLAIM_SETS["staff"]),
        Registration(town="kommunekredsen", host="kommunekredsen.localhost", claim_set=CLAIM_SETS["staff"]),
    )
}
