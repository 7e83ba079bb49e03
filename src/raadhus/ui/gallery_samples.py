"""Invented values for every component of the gallery."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from raadhus.platform.languages import NAMES
from raadhus.platform.money import Money
from raadhus.platform.refusals import TemporarilyUnavailable
from raadhus.ui import fields, frame, parts

TODAY = dt.date(2024, 11, 5)
REFUSAL = {
    "refusal": TemporarilyUnavailable(
        "The income register does not answer just now.",
        kept="Everything you have filled in is kept.",
        next_step="Try again in a few minutes, or go on without it: then a person looks at your application.",
    ),
    "action": {"label": "Go back to your application", "url": "/gallery/step/"},
    "reference": "7F3K-2M9Q",
}


def sample(theme: str, *, is_staff: bool) -> dict[str, Any]:
    """Return invented values for every component."""
    return {
        "frame": _frame(theme, is_staff=is_staff),
        "today": TODAY,
        "crumbs": (
            parts.Crumb(label="Front page", url="/gallery/home/"),
            parts.Crumb(label="Children and family", url="#"),
            parts.Crumb(label="Help to pay for day care"),
        ),
        "tiles": TILES,
        "facts": FACTS,
        "contested": CONTESTED,
        "groups": GROUPS,
        "moments": MOMENTS,
        "table": TABLE,
        "tabs": (
            parts.Tab(label="Overview", url="#", is_current=True),
            parts.Tab(label="Letters", url="#", count=3),
            parts.Tab(label="Who has seen my data", url="#"),
        ),
        "pager": parts.Pager(previous_url="#p", next_url="#n", shown="51–100"),
        "queues": QUEUES,
        "items": ITEMS,
        "good_fields": _fields(wrong=False),
        "wrong_fields": _fields(wrong=True),
        "problems": fields.problems_of(_fields(wrong=True)),
        "amount": Money(Decimal("24650.50"), "DKK"),
        "tones": tuple(parts.Tone),
        "child_fields": tuple(
            {"title": f"Child {number + 1}", "fields": _child_fields(number)} for number in (0, 1)
        ),
        "blank_fields": _child_fields("__index__"),
    }


def _frame(theme: str, *, is_staff: bool) -> frame.Frame:
    names = {"egeby": "Egeby Kommune", "nordby": "Nordby kommune", "kommunekredsen": "Kommunekredsen"}
    known = theme if theme in names else "egeby"
    links = (frame.NavLink(label="My Page", url="#", icon="House"),)
    return frame.Frame(
        name=names[known],
        theme=known,
        crest=known,
        home_url="/gallery/home/",
        login_url="#",
        user=frame.User(name="Karen Holm" if is_staff else "Anna Lind", logout_url="#", links=links),
        acting=None if is_staff else frame.Acting(name="Oskar Lind", stop_url="#"),
        town_day=TODAY,
        languages=tuple(frame.Language(code=code, name=name) for code, name in NAMES.items()),
        contact=frame.Contact(
            phone="72 30 40 50",
            phone_hours="Open today until 15.00",
            desk="Town hall, Torvet 1",
            desk_hours="Open today 10.00–17.00, no appointment",
            chat_url="#",
            chat_hours="Answer within 5 minutes until 15.00",
        ),
        menu=(
            frame.NavLink(label="Inbox", url="/gallery/inbox/", is_current=True, count=12),
            frame.NavLink(label="Cases", url="#"),
            frame.NavLink(label="Figures", url="/gallery/console/"),
        ),
        footer=(frame.NavLink(label="Accessibility", url="#"), frame.NavLink(label="Your data", url="#")),
    )


TILES = (
    parts.Tile(title="Having a child", text="Day care, leave, names", url="#", icon="Stroller"),
    parts.Tile(title="Moving house", text="Address, schools, waste", url="#", icon="House"),
    parts.Tile(title="School and leisure", text="Enrol, transport, clubs", url="#", icon="Backpack"),
    parts.Tile(title="Out of work", text="Benefits, plans, courses", url="#", icon="Briefcase"),
    parts.Tile(title="Growing older", text="Help at home, pension", url="#", icon="Flower"),
    parts.Tile(title="Building or rebuilding", text="Permits, plans, plots", url="#", icon="Buildings3"),
    parts.Tile(title="Illness and disability", text="Care, aids, transport", url="#", icon="HandHeart"),
    parts.Tile(title="When somebody dies", text="What to do first", url="#", icon="FlowerPetalFalling"),
)
FACTS = (
    parts.Fact(label="Name", value="Anna Lind", source="the population register"),
    parts.Fact(
        label="Your income a month",
        value="24.650,50 kr.",
        source="the income register",
        source_on=dt.date(2024, 11, 3),
        contest_url="#",
    ),
)
CONTESTED = (
    parts.Fact(
        label="Your income a month",
        value="24.650,50 kr.",
        source="the income register",
        source_on=dt.date(2024, 11, 3),
        contested="You say: I changed jobs on 1 October and earn 19.800 kr.",
        contest_name="contest",
        contest_value="income",
    ),
)
GROUPS = (
    parts.AnswerGroup(
        title="About you",
        change_url="#",
        answers=(
            parts.Answer(label="Name", value="Anna Lind"),
            parts.Answer(label="Address", value="Egevej 14, 9990 Egeby"),
            parts.Answer(label="Do you live with a partner?", value="Yes, with Jonas Lind"),
        ),
    ),
    parts.AnswerGroup(
        title="Your children",
        answers=(
            parts.Answer(
                label="Oskar, 4 years", value="Børnehuset Ekorren, 2.140 kr. a month", change_url="#"
            ),
            parts.Answer(label="Ida, 1 year", value="Børnehuset Ekorren, 3.610 kr. a month", change_url="#"),
        ),
    ),
)
MOMENTS = (
    parts.Moment(title="Application received", when="Monday 4 November at 20:14"),
    parts.Moment(
        title="Your partner confirms",
        when="By Monday 18 November",
        state=parts.State.NOW,
        text="Jonas has an SMS.",
    ),
    parts.Moment(title="We decide", state=parts.State.NEXT, when="The same day, as a rule"),
    parts.Moment(title="Letter in your mailbox", state=parts.State.NEXT),
)
TABLE = parts.Table(
    caption="What you pay for day care",
    columns=(
        parts.Column(label="Child"),
        parts.Column(label="Full price", is_number=True),
        parts.Column(label="You pay", is_number=True),
        parts.Column(label="From", is_number=False),
    ),
    rows=(
        ("Oskar, 4 years", "2.140 kr.", "428 kr.", "1 December 2024"),
        ("Ida, 1 year", "3.610 kr.", "361 kr.", "1 December 2024"),
    ),
)
QUEUES = (
    parts.Queue(label="Mine", url="#", count=12, is_current=True, late=1),
    parts.Queue(label="Day care", url="#", count=38),
    parts.Queue(label="Hearings", url="#", count=4),
    parts.Queue(label="Appeals", url="#", count=0),
)
ITEMS = tuple(
    parts.WorkItem(
        key=str(number),
        title=title,
        url=f"#case-{number}",
        preview_url=f"/gallery/preview-{number}/",
        person=person,
        step=step,
        due_on=dt.date(2024, 11, 5) + dt.timedelta(days=days),
        is_unread=number < 3,
        is_current=number == 1,
    )
    for number, (title, person, step, days) in enumerate(
        (
            ("Free place: income contested", "Mette Sand", "Look at the income", -2),
            ("Free place: self-employed", "Anna Lind", "Estimate the income", 0),
            ("Free place: shared custody", "Jens Dahl", "Ask the other parent", 1),
            ("Appeal: subsidy refused", "Ole Bak", "Reassess", 3),
            ("Free place: no income found", "Sofie Kær", "Call the citizen", 9),
            ("Free place: year without scale", "Lars Høj", "Decide by hand", 24),
        )
    )
)


_YES_NO = (fields.Option(value="yes", label="Yes"), fields.Option(value="no", label="No"))
_CARE = (
    fields.Option(value="nursery", label="Nursery", hint="0–2 years"),
    fields.Option(value="kindergarten", label="Kindergarten", hint="3–5 years"),
    fields.Option(value="childminder", label="Childminder"),
)


def _fields(*, wrong: bool) -> tuple[fields.Field, ...]:
    def error(sentence: str) -> str:
        return sentence if wrong else ""

    prefix = "wrong" if wrong else "good"
    return (*_typed(prefix, error), *_chosen(prefix, error), *_told(prefix, error))


def _typed(prefix: str, error: Callable[[str], str]) -> tuple[fields.Field, ...]:
    return (
        fields.TextField(
            name=f"{prefix}.name",
            label="Full name",
            value="Anna Lind",
            autocomplete="name",
            error=error("Write your full name."),
        ),
        fields.TextField(
            name=f"{prefix}.mail",
            label="E-mail",
            hint="We write only when there is something for you to read.",
            kind="email",
            is_required=False,
            width=fields.Width.HALF,
            autocomplete="email",
            error=error("An e-mail address has an @ in the middle."),
        ),
        fields.MoneyField(
            name=f"{prefix}.fee",
            label="What do you pay for day care?",
            unit="kr. a month",
            value="3.610",
            error=error("Write the amount in figures, like 3.610."),
        ),
        fields.NumberField(
            name=f"{prefix}.hours",
            label="Hours a week",
            unit="hours",
            value="37",
            error=error("A week has 168 hours."),
        ),
        fields.DateField(
            name=f"{prefix}.born",
            label="When was the child born?",
            hint="For example 17 4 2021",
            day="31",
            month="2",
            year="2021",
            error=error("February has no 31st. Look at the day once more."),
        ),
    )


def _chosen(prefix: str, error: Callable[[str], str]) -> tuple[fields.Field, ...]:
    return (
        fields.ChoiceField(
            name=f"{prefix}.partner",
            label="Do you live with a partner?",
            options=_YES_NO,
            value="yes",
            is_inline=True,
            error=error("Choose yes or no."),
        ),
        fields.ChecksField(
            name=f"{prefix}.care",
            label="Which day care is it?",
            hint="Tick all that apply.",
            options=_CARE,
            values=frozenset({"kindergarten"}),
            error=error("Tick at least one."),
        ),
        fields.SelectField(
            name=f"{prefix}.month",
            label="From which month?",
            options=(
                fields.Option(value="12", label="December 2024"),
                fields.Option(value="1", label="January 2025"),
            ),
            empty_label="Choose a month",
            error=error("Choose a month."),
        ),
    )


def _told(prefix: str, error: Callable[[str], str]) -> tuple[fields.Field, ...]:
    return (
        fields.TextAreaField(
            name=f"{prefix}.why",
            label="What is not right?",
            hint="Tell it in your own words.",
            max_length=300,
            value="I changed jobs on 1 October.",
            error=error("Tell us in a few words what is not right."),
        ),
        fields.FileField(
            name=f"{prefix}.slip",
            label="Pay slip",
            hint="PDF, JPEG or PNG, at most 10 MB.",
            accept=".pdf,.jpg,.jpeg,.png",
            files=(fields.UploadedFile(key="1", name="lønseddel-oktober.pdf", size="184 kB"),),
            error=error("This file is a program. Choose a PDF or a picture."),
        ),
        fields.CheckField(
            name=f"{prefix}.true",
            label="What I have written is true, as far as I know.",
            error=error("Tick the box to send."),
        ),
    )


def _child_fields(number: int | str) -> tuple[fields.Field, ...]:
    return (
        fields.TextField(name=f"children-{number}-name", label="The child's name", value=""),
        fields.DateField(name=f"children-{number}-born", label="Born"),
    )
