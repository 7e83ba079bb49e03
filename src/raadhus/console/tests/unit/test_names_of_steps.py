"""What the tables call the steps of a process."""

from raadhus.console.web.activity_tables import names_of
from raadhus.processes.public import StepInfo


def test_a_step_that_is_done_several_times_at_once_has_a_name_for_each_time_and_one_for_the_whole():
    known = tuple(
        StepInfo(element=element, name=name, kind="subProcess")
        for element, name in (
            ("hear", "Neighbours are heard"),
            ("hear#all", "Neighbours are heard"),
            ("x", ""),
        )
    )
    assert names_of(known) == {
        "hear": "Neighbours are heard, each time",
        "hear#all": "Neighbours are heard",
        "x": "x",
    }
