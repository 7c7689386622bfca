"""Texts cut to a length, differences and days on a page of evidence."""

from datetime import UTC, datetime

from django.utils import timezone

from claims.templatetags.evidence import day, differences, shape
from claims.weigh.short import short
from claims.weigh.timeline import Mark
from matching.same_words import Cut

DAY = datetime(2024, 9, 8, 23, 30, tzinfo=UTC)


def test_a_text_that_fits_stays_as_it_is():
    assert short("Fjord Post", 10) == "Fjord Post"


def test_a_longer_one_ends_in_dots_and_is_no_longer_than_asked():
    assert short("The Fjord Post", 10) == "The Fjord…"
    assert short("The Fjord Post", 11) == "The Fjord…", "no space before the dots"


def test_a_letter_keeps_its_marks():
    assert short("Zu\u0308rich", 3) == "Z…", "not a “u” that was a “ü”"


def test_differences_are_marked_in_words_too_and_what_was_said_is_never_taken_for_markup():
    html = differences([Cut("we <b>saw</b>", "same"), Cut("it", "dropped"), Cut("them", "added")])
    assert html == (
        "we &lt;b&gt;saw&lt;/b&gt; "
        '<del><span class="visually-hidden">left out: </span>it</del> '
        '<ins><span class="visually-hidden">added: </span>them</ins>'
    )


def test_a_mark_says_where_it_stands_with_a_point():
    mark = Mark(12.5, 60.0, "denies", "Ana", 1, DAY.date(), DAY.date(), 1, 1)
    assert shape(mark) == '<path class="denies" d="M12.5 60m0 9l9 -16h-18z"></path>'


def test_a_day_is_that_of_the_zone_in_use():
    with timezone.override("Europe/Athens"):
        assert day(DAY) == "9 Sep 2024"
    with timezone.override("America/New_York"):
        assert day(DAY) == "8 Sep 2024"
