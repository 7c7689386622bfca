"""Two merges of claims in a row, and the way back: what lay below an answer that moved comes back too.

The property test (test_any_order.py) leaves aside suggestions that nobody answered; here every row of every link counts.
"""

from types import SimpleNamespace

import pytest
from django.db import connection

from claims.decide import decide
from claims.merge import merge_claims
from claims.models import Claim, Link, LinkDecision, LinkState, VerdictChange
from claims.queries.as_of import look_back
from claims.queries.moment import Moment
from claims.queries.past_evidence import evidence_as_of
from claims.queries.pieces import accepted_pieces
from claims.review import accept_link, reject_link
from claims.weigh_once import account
from entities import images as rows_as_they_are
from entities.images import images
from entities.ledger import act_on
from entities.undo import InTheWay, plan, undo, undo_all
from tests.claims.factories import make_claim, make_evidence, make_statement, make_suggestion, make_user
from tests.ledger.world import state_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_bell(monkeypatch):
    """A claim that stands for itself again rings for a worker; there is none."""
    monkeypatch.setattr("claims.merge.ring_for", lambda _claim: None)


@pytest.fixture
def desk():
    """Three claims. Of a statement with an answer on one there lies a suggestion on the next, or on both others."""
    by = make_user(username="edda")
    a, b, c = make_claim("The dam has broken", topic="Floods"), make_claim("The dam broke"), make_claim()
    make_evidence(a, by=by)
    make_evidence(b, by=by)
    make_evidence(c, stance="denies", by=by)
    waits = make_suggestion(a)
    over_one, over_two, alike = (make_statement(said) for said in ("It went", "It burst", "It gave way"))
    reject_link(link=make_suggestion(b, over_one), by=by)
    make_suggestion(c, over_one)
    make_suggestion(b, over_two)
    make_suggestion(c, over_two)
    make_evidence(a, over_two, by=by)
    make_evidence(a, alike, by=by)
    make_evidence(b, alike, by=by)
    return SimpleNamespace(by=by, a=a, b=b, c=c, waits=waits, over_one=over_one, over_two=over_two)


def merge(desk, gone, kept):
    versions = dict(Claim.objects.values_list("pk", "version"))
    merge_claims(
        kept=kept, gone=gone, by=desk.by, kept_version=versions[kept.pk], gone_version=versions[gone.pk]
    )
    return last_act(gone, "claim.merge")


def last_act(row, kind):
    found = act_on(row, kind)
    assert found is not None
    return found


def rows():
    """Everything people change, and every link, whoever made it. Where a merged claim stands with the desk follows from
    evidence that it has no more, and shows nowhere.
    """
    found = state_of() | {"every link": images(Link, Link.objects.values_list("pk", flat=True))}
    for row in found["claims"].values():
        if row["merged_into_id"] is not None:
            del row["work_state"]
    return found


def facts():
    return set(LinkDecision.objects.values_list("pk", flat=True)), set(
        VerdictChange.objects.values_list("pk", flat=True)
    )


def look():
    """What the pages of the three show now, with the database's own time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    shown = [
        (c.text, c.verdict, c.work_state, c.merged_into_id, accepted_pieces(c.pk), account(c).outline)
        for c in Claim.objects.order_by("pk")
    ]
    return Moment(now), shown


def assert_looks_back(looks):
    for moment, shown in looks:
        for claim, was in zip(Claim.objects.order_by("pk"), shown, strict=True):
            then = look_back(claim, moment)
            into = then.merged_into.pk if then.merged_into else None
            found = (then.claim.text, then.claim.verdict, then.claim.work_state, into)
            assert (*found, evidence_as_of(claim.pk, moment).pieces, then.evidence.outline) == was


def on(claim):
    return dict(Link.objects.filter(claim=claim).values_list("statement", "state"))


def there_and_back(desk, *, first_first=False):
    """Both merges, both taken back, the last taking back taken back and done once more; a look at each step."""
    start, before, looks = rows(), facts(), [look()]
    one = merge(desk, desk.a, desk.b)
    after_one = rows()
    looks.append(look())
    two = merge(desk, desk.b, desk.c)
    after_two = rows()
    looks.append(look())
    assert on(desk.c) == on(desk.c) | {
        desk.over_one.pk: LinkState.REJECTED,
        desk.over_two.pk: LinkState.ACCEPTED,
    }, "the answers stand where the suggestions lay"
    if first_first:
        with pytest.raises(InTheWay, match="merged “The dam broke” into"):
            undo(act=one, by=desk.by)
        assert rows() == after_two
        again = undo_all(acts=plan(one), by=desk.by, words="took both back")
    else:
        undo(act=two, by=desk.by)
        looks.append(look())
        assert rows() == after_one
        again = undo(act=one, by=desk.by)
    assert rows() == start
    looks.append(look())
    done_again = undo(act=again, by=desk.by)
    assert rows() == (after_two if first_first else after_one), "done again"
    looks.append(look())
    undo(act=done_again, by=desk.by)
    assert rows() == start
    assert all(was <= now for was, now in zip(before, facts(), strict=True)), "no fact goes"
    assert_looks_back(looks)


@pytest.mark.parametrize("first_first", [False, True])
def test_two_merges_in_a_row_and_back_in_either_order_bring_every_row_home(desk, first_first):
    there_and_back(desk, first_first=first_first)


def test_a_merge_that_nothing_rests_on_is_taken_back_while_the_later_one_stands(desk):
    bare = make_claim("The dam is gone")
    start, looks = rows(), [look()]
    one = merge(desk, bare, desk.b)
    two = merge(desk, desk.b, desk.c)
    looks.append(look())
    undo(act=one, by=desk.by)
    looks.append(look())
    merged = dict(Claim.objects.values_list("pk", "merged_into"))
    assert (merged[bare.pk], merged[desk.b.pk]) == (None, desk.c.pk)
    undo(act=two, by=desk.by)
    assert rows() == start
    assert_looks_back([*looks, look()])


def test_what_was_decided_between_the_two_goes_home_with_its_row(desk):
    start, looks = rows(), [look()]
    one = merge(desk, desk.a, desk.b)
    accept_link(link=Link.objects.get(pk=desk.waits.pk), by=desk.by, stance="context")
    b = Claim.objects.get(pk=desk.b.pk)
    decide(claim=b, by=desk.by, verdict="confirmed", reason="Seen.", version=b.version)
    between = [last_act(desk.waits, "link.accept"), last_act(b, "claim.decide")]
    looks.append(look())
    two = merge(desk, desk.b, desk.c)
    looks.append(look())
    undo(act=two, by=desk.by)
    undo(act=one, by=desk.by)
    looks.append(look())
    link, b = Link.objects.get(pk=desk.waits.pk), Claim.objects.get(pk=desk.b.pk)
    assert (link.claim_id, link.state, link.stance) == (desk.a.pk, "accepted", "context")
    assert (b.verdict, b.merged_into, b.topic) == ("confirmed", None, None)
    for each in between[::-1]:
        undo(act=each, by=desk.by)
    assert rows() == start
    assert_looks_back([*looks, look()])


def forgets_what_lay_below(model, pk, image):
    """An inverse that brings columns back, and no row that went."""
    if model._default_manager.filter(pk=pk).exists():
        rows_as_they_are.write_back(model, pk, image)


def leaves_links_behind(model, pk, image):
    """An inverse that lets the claims stand again, with their links where they are."""
    if model is not Link:
        rows_as_they_are.write_back(model, pk, image)


@pytest.mark.parametrize("mutant", [forgets_what_lay_below, leaves_links_behind])
def test_this_fails_where_the_inverse_of_a_merge_forgets(desk, monkeypatch, mutant):
    monkeypatch.setattr("entities.undo.write_back", mutant)
    with pytest.raises(AssertionError):
        there_and_back(desk)
