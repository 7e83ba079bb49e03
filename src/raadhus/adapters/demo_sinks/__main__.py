"""``python -m raadhus.adapters.demo_sinks --sms-port N --mail-port N``: the sinks as a process of their own."""

import argparse

from granian import Granian
from granian.constants import Interfaces

from raadhus.adapters.demo_sinks.mail import MailSink, start_mail_sink
from raadhus.adapters.demo_sinks.sms import SmsSink
from raadhus.platform.environment import current_environment


def sms_application() -> SmsSink:
    """Return the gateway as the environment describes it."""
    environment = current_environment()
    folder = environment.home / "sinks"
    folder.mkdir(parents=True, exist_ok=True)
    return SmsSink(folder / "sms.jsonl", environment.sms_gateway_token, environment.fault_of("sms-gateway"))


def main() -> None:
    """Serve both until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sms-port", type=int, required=True)
    parser.add_argument("--mail-port", type=int, required=True)
    options = parser.parse_args()
    environment = current_environment()
    mail = MailSink(environment.home / "sinks" / "mail", environment.fault_of("mail"))
    controller = start_mail_sink(mail, options.mail_port)
    try:
        Granian(
            "raadhus.adapters.demo_sinks.__main__:sms_application",
            factory=True,
            address="127.0.0.1",
            port=options.sms_port,
            interface=Interfaces.WSGI,
            workers=1,
            workers_kill_timeout=3,
            log_access=False,
        ).serve()
    finally:
        controller.stop()


if __name__ == "__main__":
    main()
