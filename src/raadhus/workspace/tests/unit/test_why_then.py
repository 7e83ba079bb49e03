"""Why a person had to look, as the time line tells it: in sentences, never in codes."""

from types import SimpleNamespace

from django.utils import translation

from raadhus.workspace.web.case_page.in_words import why_then
from raadhus.workspace.web.words import WHY

KNOWN = "facts-contested"


def case_whose_rules_say(*why, said):
    return SimpleNamespace(language="da", proposal=SimpleNamespace(why=why, why_said={"da": said}))


def test_what_the_rules_of_a_service_say_is_told_in_their_own_words():
    case = case_whose_rules_say("deviates", said=["Byggeriet går ud over byggeretten."])

    with translation.override("da"):
        assert why_then(case, ["deviates"]) == ("Byggeriet går ud over byggeretten.",)


def test_what_the_rules_said_once_and_say_no_more_is_left_out():
    case = case_whose_rules_say("within-rights", said=["Byggeriet holder byggeretten."])

    assert why_then(case, ["deviates"]) == ()
    assert why_then(case, ["deviates", KNOWN]) == (str(WHY[KNOWN][1]),)


def test_before_the_rules_have_looked_only_what_the_desk_has_words_for_is_told():
    case = SimpleNamespace(language="da", proposal=None)

    assert why_then(case, ["deviates", KNOWN]) == (str(WHY[KNOWN][1]),)
