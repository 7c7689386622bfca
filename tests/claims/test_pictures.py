"""The two pictures of a claim's evidence, as places and sizes."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.weigh import origins_of
from claims.weigh.provenance import BOX, HIGH, MOST_NODES, THROUGH, draw_provenance
from claims.weigh.timeline import LEFT, MOST_MARKS, MOST_SPEAKERS, SLOT, SPREAD, WIDTH, draw_timeline
from tests.claims.pieces import piece

CLAIM = "The dam has broken"


def ways(*pieces):
    return draw_provenance([origins_of("supports", text=CLAIM, pieces=pieces)])


def test_each_speaker_has_a_line_in_the_order_of_speaking():
    drawn = draw_timeline([piece(speaker="Per Dahl", day=5), piece(day=1), piece(day=9, stance="denies")])
    assert [line.name for line in drawn.lines] == ["Ida Brandt", "Per Dahl"]
    first, second = drawn.lines[0].marks
    assert (first.stance, second.stance) == ("supports", "denies")
    assert first.x < drawn.lines[1].marks[0].x < second.x
    assert drawn.lines[0].counts == [1, 1, 0]


def test_what_is_said_on_one_day_in_one_stance_is_one_mark():
    (line,) = draw_timeline([piece(), piece(), piece(stance="denies")]).lines
    assert [(m.stance, m.count) for m in line.marks] == [("supports", 2), ("denies", 1)]
    assert line.marks[0].x != line.marks[1].x, "marks of one day stand beside each other"
    assert line.marks[0].title == "Ida Brandt supports, 3 May 2024 (2 statements)"


def test_days_too_near_for_marks_of_their_own_share_one():
    said = [piece(day=day) for day in range(1, 400)]
    (line,) = draw_timeline([*said, piece(day=1, stance="denies")]).lines
    places = [mark.x for mark in line.marks if mark.stance == "supports"]
    assert all(b - a >= SLOT - 2 * SPREAD for a, b in pairwise(places))
    assert len(places) < WIDTH / SLOT
    crowd = draw_timeline([piece(speaker=f"P {n % 12}", day=n % 700) for n in range(2000)])
    assert sum(len(line.marks) for line in crowd.lines) <= MOST_MARKS
    assert sum(sum(line.counts) for line in crowd.lines) == 2000
    assert line.counts == [399, 1, 0]
    assert (line.marks[-1].last - line.marks[0].first).days == 398
    assert " May 2024 to " in line.marks[0].title


def test_of_many_speakers_those_with_most_statements_are_drawn():
    pieces = [piece(speaker=f"Person {n}", day=n) for n in range(MOST_SPEAKERS + 3)]
    drawn = draw_timeline([*pieces, piece(speaker="Person 14", day=60)])
    assert len(drawn.lines) == MOST_SPEAKERS
    assert drawn.more == 3
    assert "Person 14" in [line.name for line in drawn.lines]


def test_nothing_is_an_empty_picture():
    assert draw_timeline([]).lines == ()
    assert ways().boxes == ()


def test_the_words_go_from_the_outlet_by_its_relays_to_the_origin():
    drawn = ways(piece(speaker="unnamed official", kind="unnamed", via=["Lake Press", "Fjord Post"]))
    assert [(box.name, box.role) for box in drawn.drawn] == [
        ("Harbour Wire", "outlet"),
        ("Lake Press", "relay"),
        ("Fjord Post", "relay"),
        ("unnamed official, via Fjord Post", "origin"),
    ]
    assert next(arrow.title for arrow in drawn.arrows) == "Harbour Wire has it from Lake Press"
    assert drawn.ways[0].steps == ("Harbour Wire", "Lake Press", "Fjord Post")


def test_a_way_without_relays_goes_past_them_and_not_through_them():
    drawn = ways(piece(speaker="Per Dahl", via=["Fjord Post"]), piece(speaker="Ida Brandt"))
    room = next(box for box in drawn.boxes if box.role == THROUGH)
    relay = next(box for box in drawn.boxes if box.role == "relay")
    assert (room.x, room.name) == (relay.x, "Ida Brandt")
    assert room.y != relay.y


def test_a_dependent_origin_is_marked():
    drawn = ways(piece(), piece(speaker="Fjord Post", kind="outlet"))
    assert {box.name: box.sure for box in drawn.drawn if box.role == "origin"} == {
        "Ida Brandt": True,
        "Fjord Post": False,
    }


PIECES = st.lists(
    st.builds(
        lambda who, via, day: piece(speaker=f"Person {who}", via=[f"Paper {n}" for n in via], day=day),
        st.integers(0, 30),
        st.lists(st.integers(0, 15), max_size=4, unique=True),
        st.integers(0, 900),
    ),
    max_size=60,
)


@given(PIECES)
@settings(max_examples=60, deadline=None)
def test_everything_stays_inside_and_no_box_covers_another(pieces):
    timeline = draw_timeline(pieces)
    assert all(LEFT <= mark.x <= WIDTH for line in timeline.lines for mark in line.marks)
    drawn = ways(*pieces)
    assert all(0 <= box.x <= WIDTH - BOX and box.y + HIGH <= drawn.height for box in drawn.boxes)
    for one, other in combinations(drawn.boxes, 2):
        assert abs(one.x - other.x) >= BOX or abs(one.y - other.y) >= HIGH
    columns = {}
    for box in drawn.boxes:
        columns.setdefault(box.x, []).append(box)
    assert all(len(column) <= MOST_NODES for column in columns.values())
    shown = sum(way.count for way in drawn.ways)
    assert shown == len(pieces), "the table has every piece"
