from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from raadhus.platform.ids import new_id


def test_ids_of_the_same_millisecond_are_in_the_order_in_which_they_were_made():
    made = [new_id() for _ in range(20_000)]

    assert all(earlier < later for earlier, later in pairwise(made))


def test_threads_never_make_the_same_time_twice():
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: new_id(), range(20_000)))

    assert len({value.int >> 62 for value in made}) == len(made)


def test_a_clock_that_goes_back_makes_no_earlier_id(monkeypatch):
    before = new_id()
    monkeypatch.setattr("raadhus.platform.ids.time.time_ns", lambda: 0)

    assert new_id() > before


def test_an_id_says_its_millisecond_version_and_variant(monkeypatch):
    monkeypatch.setattr("raadhus.platform.ids._last_tick", 0)
    monkeypatch.setattr("raadhus.platform.ids.time.time_ns", lambda: 1_790_000_000_123_500_000)
    made = new_id()

    assert made.int >> 80 == 1_790_000_000_123
    assert made.int >> 64 & 0xFFF == 0x800  # half of the millisecond
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
