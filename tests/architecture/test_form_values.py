"""What a check of processes takes for the answers of a form is what the form gives."""

from raadhus.catalogue.use_cases.package_parts import processes
from raadhus.forms.domain.task_form import CODES


def test_a_check_counts_as_variables_what_a_form_gives_to_the_process() -> None:
    assert processes.VALUES == CODES
