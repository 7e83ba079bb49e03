"""The words of short messages: that there is something to read, never what."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """``title`` for e-mail; ``text`` for both. ``{town}`` is the municipality's name."""

    title: str
    text: str


TEMPLATES: dict[str, dict[str, Words]] = {
    "letter_arrived": {
        "da": Words(
            "Du har fået post fra {town}",
            "Du har fået et nyt brev fra {town}. Log på kommunens hjemmeside for at læse det.",
        ),
        "nb": Words(
            "Du har fått post fra {town}",
            "Du har fått et nytt brev fra {town}. Logg inn på kommunens nettsted for å lese det.",
        ),
        "en": Words(
            "You have post from {town}",
            "You have a new letter from {town}. Log in on the municipality's website to read it.",
        ),
    },
    "task_waits": {
        "da": Words(
            "{town} venter på dig",
            "{town} har brug for et svar fra dig. Log på kommunens hjemmeside for at se hvad.",
        ),
        "nb": Words(
            "{town} venter på deg",
            "{town} trenger et svar fra deg. Logg inn på kommunens nettsted for å se hva det gjelder.",
        ),
        "en": Words(
            "{town} is waiting for you",
            "{town} needs an answer from you. Log in on the municipality's website to see what it is about.",
        ),
    },
}


def words_of(template: str, language: str, town: str) -> Words:
    """Return the words of ``template`` in ``language``. Raises: KeyError when either is unknown."""
    words = TEMPLATES[template][language]
    return Words(words.title.format(town=town), words.text.format(town=town))
