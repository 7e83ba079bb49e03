"""Sample data for trying a letter before its package is installed."""

from typing import Any

# The words for outcomes that templates know.
OUTCOMES = ("granted", "partly", "rejected")


def sample_data(language: str = "da", outcome: str = "granted") -> dict[str, Any]:
    """Return every key a letter may use, with invented values."""
    return {
        "title": "Prøvebrev",
        "timestamp": 1730808000,
        "language": language,
        "sender": {
            "name": "Egeby Kommune",
            "unit": "Pladsanvisningen",
            "address": "Torvet 1, 4999 Egeby",
            "phone": "70 00 00 01",
            "colour": "#1d5c49",
        },
        "labels": {"phone": "Telefon", "page": "Side"},
        "recipient": {"name": "Ane Prøve", "lines": ["Ane Prøve", "Prøvevej 1", "4999 Egeby"]},
        "reference": [{"label": "Dato", "value": "5. november 2024"}],
        "closing": {"greeting": "Venlig hilsen", "name": "Egeby Kommune", "phone": "70 00 00 01"},
        "outcome": outcome,
        "percent": "62",
        "parents_share": "38",
        "valid_from": "1. december 2024",
        "year": "2024",
        "reasons": ["Din indtægt er 24.300,50 kr. om måneden."],
        "figures": [{"label": "Din indtægt", "value": "24.300,50 kr.", "source": "Indkomstregisteret"}],
        "law": [{"title": "Dagtilbudsloven § 43", "link": "https://www.retsinformation.dk"}],
        "how_decided": "Afgørelsen er truffet af regler.",
        "calculation": {
            "page": "/services/sample/calculation/",
            "sentence": "Læs, hvordan vi regner, og prøv selv på egeby.example/services/sample/calculation/.",
        },
        "replaces": "Denne afgørelse træder i stedet for den fra den 1. oktober 2024.",
        "pays": [{"label": "Ida Prøve", "price": "3.200 kr.", "pays": "1.216 kr."}],
        "signed_by": "Mette Prøve",
        "appeal": "Skriv til os senest den 3. december 2024.",
        "answer_by": "Svar senest den 19. november 2024.",
        "case_number": "EGE-2024-000123",
        "deadline": "3. december 2024",
        "told": {"amount": "1.216 kr."},
        "heading": "Overskrift",
        "lead": "Indledning.",
        "paragraphs": ["Et afsnit."],
        "box_title": "Husk",
        "box_text": "Det her.",
    }
