"""While a case is opened its steps take it from memory; as soon as its row changes they read it again."""

from raadhus.cases.access import access_case_as_job
from raadhus.cases.domain.states import CaseStatus
from raadhus.cases.models import Case
from raadhus.cases.tests.casekit import ANNE
from raadhus.cases.use_cases.fresh_case import case_of_step, find_fresh, opening
from raadhus.cases.use_cases.move_case import move_case
from raadhus.forms.public import submission
from raadhus.platform.tenancy.scope import transaction


def test_a_case_that_has_moved_is_read_again(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)
    with transaction(town.tenant):
        Case.objects.filter(id=case.id).update(status=CaseStatus.RECEIVED, closed_at=None)
        case.refresh_from_db()
        with opening(case, submission(town.system, case.submission_id), None):
            assert find_fresh(case.id) is not None

            move_case(case_of_step(town.system, case.id), CaseStatus.DECIDED)

            assert find_fresh(case.id) is None
            assert case_of_step(town.system, case.id).status == CaseStatus.DECIDED


def test_what_one_step_sets_on_its_case_is_not_seen_by_the_next(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)
    with transaction(town.tenant), opening(case, submission(town.system, case.submission_id), None):
        case_of_step(town.system, case.id).status = "spoiled"

        assert case_of_step(town.system, case.id).status == CaseStatus.CLOSED


def test_a_case_is_fresh_only_while_it_is_opened(town):
    town.move_in(ANNE)
    case = town.decide_application(ANNE)
    with transaction(town.tenant):
        assert find_fresh(case.id) is None
        assert case_of_step(town.system, case.id) == access_case_as_job(town.system, case.id)
