"""The same words found across articles in the background, and what people say of which are one utterance."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entities.ledger import act_on
from entities.merge import merge_entities, undo_merge
from entities.refused import Refused
from entities.undo import undo
from sources.compare import compare_batch, compare_waiting
from sources.models import Fingerprint, Statement, Wording
from sources.strike import restore_statement, strike_statement
from sources.utter import join_utterance, split_utterance, take_back_utterance
from sources.utterances import utterances_of
from tests.sources.factories import article, entity, person, statement

numbers = count(1)
pytestmark = pytest.mark.django_db

FULL = "Any breach of the upper dam would flood the three towns below it, as we have said since the spring"
CUT = "any breach of the upper dam would flood the three towns"
TAIL = "as we have said since the spring"
OTHER = "The ministry will publish its report on the upper dam before the autumn rains begin"


def say(words, speaker, **more):
    return statement(article(f"{words}, said {speaker} in article {next(numbers)}."), words, speaker, **more)


def groups(*statements):
    """Which of the statements are one utterance, as sets of places."""
    rows = list(Statement.objects.with_speakers().filter(pk__in=[s.pk for s in statements]))
    keys = utterances_of(rows)
    places = {}
    for place, row in enumerate(statements):
        places.setdefault(keys[row.pk], set()).add(place)
    return sorted(places.values(), key=min)


@pytest.fixture
def ida(db):
    return entity("Ida Brandt")


def test_the_same_words_by_one_speaker_are_one_utterance_also_cut_short(ida):
    said = [say(FULL, ida), say(CUT, ida), say(OTHER, ida), say(FULL.upper(), ida)]
    assert compare_waiting() == 4
    assert groups(*said) == [{0, 1, 3}, {2}]
    said[0].refresh_from_db()
    assert said[0].wording.fullest_id == said[0].pk


def test_the_same_words_by_two_speakers_are_two_utterances_until_the_two_are_merged(ida):
    other = entity("I. Brandt")
    said = [say(FULL, ida), say(CUT, other)]
    compare_waiting()
    assert groups(*said) == [{0}, {1}]
    merge = merge_entities(kept=ida, gone=other, by=person("admin"))
    assert groups(*said) == [{0, 1}]
    undo_merge(merge=merge, by=merge.by)
    assert groups(*said) == [{0}, {1}]


def test_unnamed_sources_with_one_description_and_the_same_words_are_one_utterance():
    said = [
        say(FULL, entity("unnamed official", "unnamed")),
        say(FULL, entity("unnamed official", "unnamed")),
    ]
    compare_waiting()
    assert groups(*said) == [{0, 1}]


def test_two_cuts_become_one_when_the_full_words_come(ida):
    said = [say(CUT, ida), say(TAIL, ida)]
    compare_waiting()
    assert groups(*said) == [{0}, {1}]
    said.append(say(FULL, ida))
    compare_waiting()
    assert groups(*said) == [{0, 1, 2}]
    assert Wording.objects.count() == 1


def test_order_and_batches_make_no_difference(ida):
    said = [say(words, ida) for words in (TAIL, OTHER, FULL, CUT)]
    for _ in said:
        compare_batch(article_id=said[3].article_id)
        compare_batch()
    assert groups(*said) == [{0, 2, 3}, {1}]


def test_comparing_again_changes_nothing(ida):
    say(FULL, ida)
    compare_waiting()
    before = list(Statement.objects.values_list("pk", "wording"))
    assert compare_waiting() == 0
    assert list(Statement.objects.values_list("pk", "wording")) == before


def test_words_too_few_to_tell_stay_alone(ida):
    said = [say("no comment", ida), say("no comment", ida)]
    compare_waiting()
    assert groups(*said) == [{0}, {1}]


def test_when_the_fullest_is_struck_the_others_are_compared_afresh(ida):
    editor = person("editor")
    said = [say(CUT, ida), say(TAIL, ida), say(FULL, ida)]
    compare_waiting()
    strike_statement(statement=said[2], by=editor)
    assert compare_waiting() == 2
    assert groups(*said[:2]) == [{0}, {1}]
    restore_statement(statement=said[2], by=editor)
    compare_waiting()
    assert groups(*said) == [{0, 1, 2}]


def test_when_the_fullest_is_gone_the_longest_left_stands_for_it(ida):
    said = [say(FULL, ida), say(CUT, ida)]
    compare_waiting()
    said[0].article.delete()
    late = say(CUT, ida)
    compare_waiting()
    assert groups(said[1], late) == [{0, 1}]


def test_many_copies_of_one_passage_cost_no_more_queries_and_no_more_fingerprints(ida):
    def cost():
        with CaptureQueriesContext(connection) as counted:
            compare_batch()
        return len(counted), Fingerprint.objects.count()

    say(FULL, ida)
    compare_waiting()
    say(FULL, ida)
    one = cost()
    for _ in range(30):
        say(FULL, ida)
    assert cost() == one


def test_what_people_say_outweighs_the_words_and_can_be_taken_back(ida):
    editor = person("editor")
    said = [say(FULL, ida), say(CUT, ida), say(OTHER, ida)]
    compare_waiting()
    split = split_utterance(statement=said[1], by=editor)
    assert groups(*said) == [{0}, {1}, {2}]
    joined = join_utterance(statement=said[2], other=said[0], by=editor)
    assert groups(*said) == [{0, 2}, {1}]
    assert groups(said[2]) == [{0}]
    take_back_utterance(decision=split, by=editor)
    take_back_utterance(decision=joined, by=editor)
    assert groups(*said) == [{0, 1}, {2}]
    undo(act=act_on(split).undone_by, by=editor)
    assert groups(*said) == [{0}, {1}, {2}], "what was taken back can be said again"


def test_joining_to_a_statement_out_of_sight_ties_those_in_sight(ida):
    editor = person("editor")
    said = [say(OTHER, ida), say("It was as clear as the day to all of us", ida), say(FULL, ida)]
    compare_waiting()
    for each in said[:2]:
        join_utterance(statement=each, other=said[2], by=editor)
    assert groups(*said[:2]) == [{0, 1}]


def test_a_decision_with_a_later_one_upon_it_cannot_be_taken_back_and_says_why(ida):
    editor, other = person("editor"), person("editor", "otto")
    said = [say(FULL, ida), say(CUT, ida)]
    compare_waiting()
    split = split_utterance(statement=said[1], by=editor)
    joined = join_utterance(statement=said[1], other=said[0], by=other)
    with pytest.raises(Refused, match="In the way: otto said that .* is the same utterance"):
        take_back_utterance(decision=split, by=editor)
    take_back_utterance(decision=joined, by=editor)
    with pytest.raises(Refused, match="editor has taken this back already"):
        take_back_utterance(decision=joined, by=other)
    take_back_utterance(decision=split, by=editor)


def test_what_is_so_already_is_refused(ida):
    editor = person("editor")
    said = [say(FULL, ida), say(CUT, ida)]
    compare_waiting()
    with pytest.raises(Refused, match="one utterance already"):
        join_utterance(statement=said[1], other=said[0], by=editor)
    with pytest.raises(Refused, match="the same one"):
        join_utterance(statement=said[1], other=said[1], by=editor)
    split_utterance(statement=said[1], by=editor)
    with pytest.raises(Refused, match="of its own already"):
        split_utterance(statement=said[1], by=editor)
    strike_statement(statement=said[0], by=editor)
    with pytest.raises(Refused, match="struck"):
        join_utterance(statement=said[1], other=said[0], by=editor)
