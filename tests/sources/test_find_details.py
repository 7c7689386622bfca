"""What a pasted text says of itself: its headline, and the day it was published."""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.find_details import find_details

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
BODY = "\n\nThe harbour was closed on Monday. The mayor said so in the morning, and again at noon.\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Harbour closed after the storm{BODY}", "Harbour closed after the storm"),
        (f"\n\n  Is the harbour closed?  {BODY}", "Is the harbour closed?"),
        (f"Harbour closed.\nTT\nHarbour closed.{BODY}", ""),
        (f"Mayor: harbour closed.\nTT\nMayor: harbour closed.{BODY}", "Mayor: harbour closed."),
        (f"FILE PHOTO: The harbour\nHarbour closed after the storm{BODY}", "Harbour closed after the storm"),
        (f"9 Sep 2024\nHarbour closed after the storm{BODY}", "Harbour closed after the storm"),
        (f"By Ana Ruiz\nHarbour closed after the storm{BODY}", "Harbour closed after the storm"),
        (f"Title: Storm shuts harbour{BODY}", "Storm shuts harbour"),
        (f"CORRECTION: An earlier version was wrong.\nStorm shuts harbour{BODY}", "Storm shuts harbour"),
        (f"Home » News » Harbour\nShare\nStorm shuts harbour{BODY}", "Storm shuts harbour"),
        (f"FOR IMMEDIATE RELEASE\nStorm shuts harbour{BODY}", "Storm shuts harbour"),
        (BODY, ""),
        ("One line that is all there is", ""),
        (f"{'word ' * 60}{BODY}", ""),
        (f"Breaking{BODY}", ""),
        ("", ""),
    ],
)
def test_the_headline_is_a_short_first_line_that_is_no_sentence(text, title):
    assert find_details(text).title == title


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-09-09", date(2024, 9, 9)),
        (" date 2024-09-09 The harbour is likely closed, according to the mayor.", date(2024, 9, 9)),
        ("September 9, 2024", date(2024, 9, 9)),
        ("Monday, Sept. 9, 2024", date(2024, 9, 9)),
        ("9th of September 2024", date(2024, 9, 9)),
        ("By Ana Ruiz | 9 Sep 2024", date(2024, 9, 9)),
        ("09/09/2024", date(2024, 9, 9)),
        ("25/08/2024", date(2024, 8, 25)),
        ("08/25/2024", date(2024, 8, 25)),
        ("Published: 1 March 2023 · 4 min read", date(2023, 3, 1)),
        ("08/09/2024", None),
        ("31 February 2024", None),
        ("99 September 2024", None),
        ("The quay as it was on June 25, 2019. WIREPIX/M. Sund/File Photo", None),
        (
            "A view of the old harbour, which the city closed for good on June 25, 2019, after the great flood",
            None,
        ),
        ("It happened on 9 September 2024.", None),
        ("September 9", None),
        ("— Ana Ruiz (@anaruiz) March 4, 2024", None),
        ("order no. 2024-09-0912", None),
    ],
)
def test_a_day_counts_where_it_is_labelled_or_stands_by_itself(line, day):
    for text in (f"{line}{BODY}", f"Harbour closed after the storm\n{line}{BODY}"):
        found = find_details(text).published_at
        assert (found and found.date()) == day
        assert not find_details(text).has_time


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("9 Sep 2024 14:05 GMT", datetime(2024, 9, 9, 14, 5, tzinfo=UTC)),
        ("14:05 UTC, 9 Sep 2024", datetime(2024, 9, 9, 14, 5, tzinfo=UTC)),
        ("2024-09-09T14:05:09Z", datetime(2024, 9, 9, 14, 5, 9, tzinfo=UTC)),
        ("2024-09-09T14:05:09+02:00", datetime(2024, 9, 9, 14, 5, 9, tzinfo=timezone(timedelta(hours=2)))),
        ("Updated Monday, Sept. 9, 2024 at 9:05 a.m. EDT", datetime(2024, 9, 9, 13, 5, tzinfo=UTC)),
        ("Published: 25/08/2024 at 3:15 pm", datetime(2024, 8, 25, 15, 15)),  # noqa: DTZ001
    ],
)
def test_a_time_is_taken_along_with_its_zone(line, moment):
    found = find_details(f"Harbour closed after the storm\n{line}{BODY}")
    assert (found.published_at, found.has_time) == (moment, True)


def test_a_labelled_day_wins_over_one_that_stands_above_it():
    text = f"Harbour closed after the storm\n7 Sep 2024\nPublished: 9 Sep 2024{BODY}"
    assert find_details(text).published_at == datetime(2024, 9, 9)  # noqa: DTZ001


def test_a_day_at_the_very_end_is_found_and_one_in_the_middle_is_not():
    assert find_details(f"Harbour closed{BODY * 200}\n9 Sep 2024").published_at is not None
    assert find_details(f"Harbour closed{BODY * 200}\n9 Sep 2024\n{BODY * 20}").published_at is None


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["9", "Sep", "2024", "-", ":", "/", "\n", " ", "date"])).map("".join)
)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_an_answer_that_stands_in_it(text):
    found = find_details(text)
    assert " ".join(found.title.split()) in " ".join(text.split())
    assert found.published_at is None or 1800 <= found.published_at.year < 2100


@pytest.mark.parametrize("piece", ["9 ", "September ", "12:", "date ", "1/", "\n", " ", "Sep 9, ", "“"])
def test_a_million_characters_cost_no_more_than_the_first_few(piece):
    began = time.process_time()  # a busy machine is no fault of the text
    find_details(piece * (1_000_000 // len(piece)))
    assert time.process_time() - began < 3


def test_the_seeds_as_reporters_bring_them():
    """Two real pastes: one with its headline printed twice and old dates in captions, one with a "date" label."""
    if not SEEDS.is_dir():
        pytest.skip(f"the two real pastes are not here ({SEEDS.parent.name}/{SEEDS.name})")
    found = {
        path.name[:3]: find_details(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))
    }
    first = (SEEDS / next(SEEDS.glob("000*")).name).read_text(encoding="utf-8").split("\n")[0]
    assert (found["000"].title, found["000"].published_at) == (first, None)
    assert (found["004"].title, found["004"].published_at) == ("", datetime(2024, 9, 9))  # noqa: DTZ001
