"""The example of a finding as people say it: what each column of its table is called, and a value of it in words."""

from raadhus.rules.domain.dmn.problems import CannotLoadModel
from raadhus.rules.domain.dmn.xml import parse
from raadhus.rules.domain.feel.errors import FeelSyntaxError
from raadhus.rules.domain.feel.language import Vocabulary, read_expression
from raadhus.rules.domain.feel.nodes import ContextOf
from raadhus.rules.domain.presenting.present_model import present_model
from raadhus.rules.domain.presenting.saying import NoWords, Speaker
from raadhus.rules.domain.presenting.view import ColumnView
from raadhus.rules.domain.presenting.words import read_lexicon


def say_example(source: bytes, table: str, example: str, language: str) -> str:
    """
    Return the FEEL context of columns that a finding gives as an example in words: "Year: 2024, Has partner: no".

    As it is written where the model, the table or a value in it has no words.
    """
    try:
        heads = _heads(source, table, language)
        speaker = Speaker(read_lexicon(parse(source), language))
        found = read_expression(example, Vocabulary.of([*speaker.lexicon.names, *heads]))
        if not isinstance(found, ContextOf):
            return example
        said = [
            (heads[entry.key or ""].label, speaker.expression(entry.value, heads[entry.key or ""].unit))
            for entry in found.entries
        ]
    except (CannotLoadModel, FeelSyntaxError, KeyError, NoWords):
        return example
    return ", ".join(f"{label}: {value}" for label, value in said)


def _heads(source: bytes, table: str, language: str) -> dict[str, ColumnView]:
    model = present_model(source, language)
    tables = (one for part in (*model.decisions, *model.functions) for one in part.tables)
    return {head.feel: head for one in tables if one.id == table for head in one.inputs}
