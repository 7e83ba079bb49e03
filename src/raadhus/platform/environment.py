"""The one place that reads environment variables; refuses to start with a sentence."""

import functools
import secrets
import sys
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Mode(StrEnum):
    """What this process is for."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


_MOST_PATIENCE = {Mode.PRODUCTION: 4, Mode.DEMO: 20}


class Environment(BaseSettings):
    """
    Typed settings of one process, each read from ``RAADHUS_<NAME>``.

    Every field is described in ``docs/settings.md``; a test holds that.
    """

    model_config = SettingsConfigDict(
        env_prefix="RAADHUS_", env_ignore_empty=True, extra="ignore", frozen=True
    )

    mode: Mode = Mode.PRODUCTION
    database_url: str = ""
    owner_database_url: str = ""
    secret_key: str = ""
    keys_file: Path | None = None
    home: Path = Path(".raadhus")
    https: bool = True
    site_port: int = Field(default=0, ge=0, le=65535)
    clock_file: Path | None = None
    fault: str = ""
    log_level: str = "INFO"
    metrics_token: str = ""
    metrics_folder: Path | None = None
    register_url: str = ""
    register_token: str = ""
    sms_gateway_url: str = ""
    sms_gateway_token: str = ""
    smtp_host: str = "127.0.0.1"
    smtp_port: int = Field(default=25, ge=1, le=65535)
    smtp_tls: bool = False
    smtp_user: str = ""
    smtp_password: str = ""
    mail_from: str = "no-reply@localhost"
    print_folder: Path | None = None
    clamav_address: str = ""
    eid_url: str = ""
    eid_secret: str = ""
    proxies: int = Field(default=0, ge=0, le=5)
    rate_factor: float = Field(default=1, gt=0)
    patience_factor: float = Field(default=1, gt=0, le=100)
    crowd: int = Field(default=0, ge=0, le=1_000_000)
    statement_timeout_s: float = Field(default=30, ge=1, le=3600)
    rule_rows: int = Field(default=2_000, ge=1, le=20_000)
    stalled_after_s: float = Field(default=30, ge=1, le=3600)

    @model_validator(mode="after")
    def _production_lacks_nothing(self) -> Self:
        if self.mode is Mode.TEST:
            return self
        needed = {
            "database_url": self.database_url,
            "secret_key": self.secret_key,
            "keys_file": self.keys_file,
        }
        missing = [f"RAADHUS_{name.upper()}" for name, value in needed.items() if not value]
        if missing:
            raise ValueError(f"{', '.join(missing)} must be set. `./raadhus demo` sets them for you.")
        return self

    @model_validator(mode="after")
    def _https_comes_through_a_proxy(self) -> Self:
        if self.mode is not Mode.TEST and self.https and not self.proxies:
            raise ValueError(
                "RAADHUS_HTTPS is true, so a proxy stands in front: RAADHUS_PROXIES must say how many do, or all visitors "
                "would share the proxy's address and its rate limits."
            )
        return self

    @model_validator(mode="after")
    def _nobody_waits_for_minutes(self) -> Self:
        most = _MOST_PATIENCE.get(self.mode, self.patience_factor)
        if self.patience_factor > most:
            raise ValueError(
                f"RAADHUS_PATIENCE_FACTOR may be {most} at most here: one who asks would hold a web process for minutes."
            )
        return self

    @model_validator(mode="after")
    def _a_mail_password_is_said_in_confidence(self) -> Self:
        if bool(self.smtp_user) != bool(self.smtp_password):
            raise ValueError(
                "RAADHUS_SMTP_USER and RAADHUS_SMTP_PASSWORD belong together: set both, or none."
            )
        if self.smtp_user and not self.smtp_tls:
            raise ValueError(
                "RAADHUS_SMTP_PASSWORD would be sent in the open: set RAADHUS_SMTP_TLS to true as well."
            )
        return self

    @model_validator(mode="after")
    def _production_has_the_machines_clock(self) -> Self:
        if self.mode is Mode.PRODUCTION and self.clock_file is not None:
            raise ValueError(
                "RAADHUS_CLOCK_FILE moves the clock of a demo town; in production it must not be set."
            )
        return self

    @model_validator(mode="after")
    def _production_has_no_faults(self) -> Self:
        if self.mode is Mode.PRODUCTION and self.fault:
            raise ValueError("RAADHUS_FAULT breaks a demo town on purpose; in production it must not be set.")
        return self

    @property
    def faults(self) -> tuple[str, ...]:
        """Return the faults switched on in a demo town, each ``part:kind``."""
        return tuple(filter(None, self.fault.split(",")))

    def fault_of(self, part: str) -> str:
        """Return the kind of the fault switched on in ``part``, or nothing."""
        switched = (entry.partition(":") for entry in self.faults)
        return next((kind for name, _, kind in switched if name == part), "")

    @property
    def is_demo(self) -> bool:
        """Tell whether invented people live in this town."""
        return self.mode is not Mode.PRODUCTION


def load_environment() -> Environment:
    """
    Read and check the settings of this process.

    Raises: SystemExit with one sentence a line when something is missing or wrong.
    """
    try:
        loaded = Environment()
    except ValidationError as error:
        for problem in error.errors():
            name = "_".join(str(part) for part in problem["loc"])
            where = f"RAADHUS_{name.upper()}: " if name else ""
            sys.stderr.write(f"Rådhus cannot start. {where}{problem['msg'].removeprefix('Value error, ')}\n")
        raise SystemExit(2) from None
    if loaded.mode is Mode.TEST and not loaded.secret_key:
        return loaded.model_copy(update={"secret_key": secrets.token_urlsafe(48)})
    return loaded


@functools.cache
def current_environment() -> Environment:
    """Return the settings of this process, read once."""
    return load_environment()
