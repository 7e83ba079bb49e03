"""E-mail to a server that asks for TLS and a user: what it gets, and that nothing is said in the open instead."""

import datetime as dt
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from raadhus.adapters.demo_sinks.mail import SharingController
from raadhus.adapters.smtp_mail.client import Security, SmtpMailer
from raadhus.adapters.tests.peerkit import held_port
from raadhus.notifications.ports import TryAgain

USER, PASSWORD = "raadhus", "invented password"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a key and the certificate of 127.0.0.1 that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=5))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


class Postbox:
    """Keeps what came, and whether it came in TLS."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, bool]] = []

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, _server: object, session: Any, envelope: Any
    ) -> str:
        """Take an e-mail."""
        self.kept.append((envelope.content.decode(), session.ssl is not None))
        return "250 OK"


@contextmanager
def server(postbox: Postbox, certificate: Path | None, **more: Any) -> Iterator[int]:
    """Serve e-mail, in TLS where there is a certificate, and yield the port."""
    told = more
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        told = {"tls_context": context, "require_starttls": True, **more}
    with held_port() as port:
        standing = SharingController(postbox, hostname="127.0.0.1", port=port, ready_timeout=60, **told)
        standing.start()
        try:
            yield port
        finally:
            standing.stop()


def mailer(port: int, trusted: Path | None, *, user: str = "", password: str = "") -> SmtpMailer:
    """Return a mailer that trusts the machine's authorities, or ``trusted`` as well."""
    context = ssl.create_default_context(cafile=str(trusted) if trusted else None)
    security = Security(context=context, user=user, password=password)
    return SmtpMailer("127.0.0.1", port, "no-reply@egeby.example", security=security, seconds=60)


def send(by: SmtpMailer) -> None:
    with closing(by):
        for _each in range(2):
            by.send(uuid4(), "Egeby Kommune", "amina@egeby.example", "Der er post til dig", "Log på.")


def test_two_letters_go_over_one_line_in_confidence(certificate: Path) -> None:
    postbox = Postbox()
    with server(postbox, certificate) as port:
        send(mailer(port, certificate))

    assert [is_secure for _text, is_secure in postbox.kept] == [True, True]
    assert "Der er post til dig" in postbox.kept[0][0]


@pytest.mark.parametrize(("password", "is_taken"), [(PASSWORD, True), ("another", False)])
def test_a_server_that_knows_its_users_takes_from_them_alone(
    certificate: Path, password: str, is_taken: bool
) -> None:
    postbox = Postbox()

    def knows(_server: object, _session: object, _envelope: object, _how: str, told: Any) -> AuthResult:
        return AuthResult(success=(told.login, told.password) == (USER.encode(), PASSWORD.encode()))

    with server(postbox, certificate, authenticator=knows, auth_required=True) as port:
        ours = mailer(port, certificate, user=USER, password=password)
        if is_taken:
            send(ours)
        else:
            with pytest.raises(TryAgain):
                send(ours)

    assert len(postbox.kept) == 2 * is_taken


def test_to_whom_the_machine_does_not_trust_nothing_is_said(certificate: Path) -> None:
    postbox = Postbox()
    with server(postbox, certificate) as port, pytest.raises(TryAgain):
        send(mailer(port, None))

    assert postbox.kept == []


def test_a_server_without_tls_gets_nothing_in_the_open(certificate: Path) -> None:
    postbox = Postbox()
    with server(postbox, None) as port, pytest.raises(TryAgain):
        send(mailer(port, certificate))

    assert postbox.kept == []
