"""SMS and e-mail reach whom they are for, once, and never say what there is to read."""

from collections.abc import Iterator

from raadhus.adapters.demo_people import DemoPerson
from raadhus.config.proof import sinks
from raadhus.config.proof.lines import Line, judge
from raadhus.config.proof.visits import Visits

WORDS_KEPT_OUT = ("fripla", "friplads", "tilskud", "%", "kr.")


def count_messages(visits: Visits) -> tuple[int, int]:
    """Return how many SMS and e-mails the town's neighbours have taken."""
    return len(sinks.read_sms(visits.town)), len(sinks.read_mail(visits.town))


def judge_messages(visits: Visits, person: DemoPerson, before: tuple[int, int]) -> Iterator[Line]:
    """See what came after ``before``, as ``count_messages`` told it."""
    texts = visits.wait(lambda: sinks.read_sms(visits.town)[before[0] :], "The SMS")
    sms = texts[0]
    wrong = _fault_of(len(texts), sms.to, person.phone.replace(" ", ""), sms.text)
    said = f"to {sms.to}: “{sms.text}”"
    yield judge("SMS", said, wrong and f"{wrong}: {said}")
    mails = visits.wait(lambda: sinks.read_mail(visits.town)[before[1] :], "The e-mail")
    mail = mails[0]
    words = f"{mail['Subject']} {mail.get_content()}"
    wrong = _fault_of(len(mails), str(mail["To"]), f"{person.key}@{person.town}.example", words)
    said = f"to {mail['To']}: “{mail['Subject']}”"
    yield judge("e-mail", said, wrong and f"{wrong}: {said}")


def _fault_of(count: int, to: str, address: str, words: str) -> str:
    if told := [word for word in WORDS_KEPT_OUT if word in words.lower()]:
        return f"tells what there is to read (“{told[0]}”)"
    if to != address:
        return f"went to another than {address}"
    return f"came {count} times" if count != 1 else ""
