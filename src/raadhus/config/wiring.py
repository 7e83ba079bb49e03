"""Which adapter stands behind which port, by the environment."""

from django.conf import settings

from raadhus.adapters.clamav.scanner import ClamavScanner
from raadhus.adapters.line import trust
from raadhus.adapters.openid.protocol import OpenIdProtocol
from raadhus.adapters.print_house.folder import NoPrintHouse, PrintHouseFolder
from raadhus.adapters.register_http.client import registers_at
from raadhus.adapters.sms_gateway.client import SmsGatewayClient
from raadhus.adapters.smtp_mail.client import Security, SmtpMailer
from raadhus.adapters.typst_press.press import TypstPress
from raadhus.config.faults.switch import spoilt
from raadhus.forms.wiring import use_scanner
from raadhus.identity.wiring import use_protocols
from raadhus.notifications.ports import Carriers
from raadhus.notifications.wiring import use_carriers
from raadhus.platform.environment import Environment, current_environment
from raadhus.post import wiring as post
from raadhus.post.ports import PrintHouse
from raadhus.registers import wiring as registers


def wire() -> None:
    """Wire every port; an outside system that no setting names fails when it is used, with a sentence in the log."""
    environment = current_environment()
    registers.use(registers_at(environment.register_url, environment.register_token))
    use_scanner(ClamavScanner(environment.clamav_address) if environment.clamav_address else None)
    use_protocols({"openid": spoilt(OpenIdProtocol(), "identity:mistaken")})
    use_carriers(
        Carriers(
            sms=spoilt(
                SmsGatewayClient(environment.sms_gateway_url, environment.sms_gateway_token),
                "notifications:talkative",
            ),
            email=mailer_of(environment),
        )
    )
    post.use(
        post.PostRoom(
            press=spoilt(TypstPress(settings.ASSETS / "fonts" / "letters"), "press:misprint"),
            print_house=spoilt(print_house_of(environment), "print-house:closed"),
        )
    )


def mailer_of(environment: Environment) -> SmtpMailer:
    """Return the mail server, in TLS where the settings say so."""
    return SmtpMailer(
        environment.smtp_host,
        environment.smtp_port,
        environment.mail_from,
        security=Security(context=trust(), user=environment.smtp_user, password=environment.smtp_password)
        if environment.smtp_tls
        else None,
    )


def print_house_of(environment: Environment) -> PrintHouse:
    """Return the print house; without a folder none takes letters, they wait, and operators see which."""
    if environment.print_folder is None:
        return NoPrintHouse()
    return PrintHouseFolder(environment.print_folder)
