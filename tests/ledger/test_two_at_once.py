"""People who act and take back at the same moment: one wins, the other is told, and nobody waits for ever."""

import pytest

from claims.bulk import answer_many
from claims.models import Link
from claims.review import accept_link
from entities.ledger import act_on
from entities.models import Act
from entities.undo import undo
from sources.strike import strike_statement
from tests.at_once import at_once
from tests.claims.factories import make_claim, make_statement, make_suggestion, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_take_the_same_back_one_is_told_who_was_first():
    edda, emil = make_user(username="edda"), make_user(username="emil")
    link = make_suggestion()
    accept_link(link=link, by=edda, stance="supports")
    done = act_on(link)
    assert done is not None
    outcomes = at_once(lambda: undo(act=done, by=edda), lambda: undo(act=done, by=emil))
    (told,) = [outcome for outcome in outcomes if outcome != "done"]
    assert told in ("edda has taken this back already.", "emil has taken this back already.")
    assert Act.objects.filter(undoes=done).count() == 1


def test_many_answers_single_answers_strikes_and_undos_on_one_claim_do_not_block_each_other():
    people = [make_user() for _ in range(5)]
    claim = make_claim()
    links = [make_suggestion(claim, make_statement(f"The pier opened {n}")) for n in range(8)]
    ids = [link.pk for link in links]
    first = answer_many(links=ids[:4], answer="supports", by=people[0])
    outcomes = at_once(
        lambda: undo(act=first.act, by=people[0]),
        lambda: answer_many(links=ids[4:], answer="denies", by=people[1]),
        lambda: accept_link(link=links[6], by=people[2], stance="context"),
        lambda: strike_statement(statement=links[5].statement, by=people[3]),
        lambda: answer_many(links=ids[3:7], answer="not_related", by=people[4]),
    )
    assert outcomes[0] == outcomes[3] == "done"
    assert not any("deadlock" in outcome for outcome in outcomes)
    rows = {link.pk: link for link in Link.objects.filter(pk__in=ids)}
    assert all(rows[pk].state in ("suggested", "rejected") for pk in ids[:4]), "the batch was taken back"
    assert rows[ids[7]].state in ("accepted", "suggested")
