"""What decisions teach: marks, nightly refits, and which coefficients are in use."""

import random
import threading
import time

import pytest
from celery import current_app
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.choose_model import choose_model, undo_choice
from claims.find.model_in_use import latest_change, model_in_use
from claims.mark import mark_nothing_else, take_mark_back
from claims.models import Link, LinkDecision, LinkState, ModelChange, NothingElse, Outcome, Refit, Unshown
from claims.queries.lessons import lessons
from claims.refit import REFITTING, refit_model
from claims.review import accept_link, link_by_hand, reject_link, take_back
from claims.roles import ADMIN
from claims.suggest import suggest_for_article
from entities.refused import Refused
from matching.features import FEATURES
from matching.score import shipped
from sources.models import Statement
from sources.strike import strike_statement
from tests.claims.factories import DAY, make_article, make_claim, make_statement, make_user

pytestmark = pytest.mark.django_db
BASE = shipped().version


@pytest.fixture
def admin(db):
    return make_user(ADMIN)


def teach(count, *, differs=True):
    """So many statements with an answered suggestion each. Half are accepted where the desk differs from what is
    shipped; else as many as the shipped model says, twice the number for good measure.
    """
    # By chance alone one null desk in twenty or so is fitted better; this seed is none of them.
    rng, by, claim = random.Random(3), make_user(), make_claim()
    article = make_article(text="All of them said something.")
    means = shipped().small.coefficients
    links = []
    for number in range(count if differs else 2 * count):
        features = {name: max(0.0, rng.gauss(means[name].mean, means[name].deviation)) for name in FEATURES}
        if differs:
            right = number % 2 == 0
            features["phrases"] = float(right)
        else:
            features["retrieval"] += rng.uniform(0, 12)
            right = rng.random() < shipped().probability(features, claims=5)
        links.append((number, features, right))
    statements = Statement.objects.bulk_create(
        Statement(article=article, content="said", kind="direct", spans=[[number, number + 1]])
        for number, _, _ in links
    )
    made = Link.objects.bulk_create(
        Link(
            claim=claim,
            statement=statement,
            probability=0.5,
            rank=1,
            features=features,
            among=5,
            model_version=BASE,
            state=LinkState.ACCEPTED if right else LinkState.REJECTED,
            stance="supports" if right else "",
            decided_by=by,
            decided_at=DAY,
        )
        for statement, (_, features, right) in zip(statements, links, strict=True)
    )
    LinkDecision.objects.bulk_create(
        LinkDecision(link=link, state=link.state, stance=link.stance, by=by) for link in made
    )


def test_without_any_change_the_shipped_model_is_in_use():
    assert model_in_use() == shipped()


def test_too_few_decisions_change_nothing_and_say_so():
    teach(20)
    found = refit_model()
    assert (found.outcome, found.accepted, found.rejected, found.version) == (Outcome.TOO_FEW, 10, 10, "")
    assert model_in_use() == shipped()


def test_clearly_better_coefficients_are_put_to_use_once():
    teach(220)
    found = refit_model()
    assert found.outcome == Outcome.SWAPPED
    assert 0 < (found.gain_error or 0) < (found.gain or 0)
    assert (found.loss or 9) < (found.loss_shipped or 0)
    assert found.version == f"{BASE}+1"
    assert model_in_use().version == found.version
    assert model_in_use() != shipped()
    change = latest_change()
    assert (change.number, change.before, change.by, change.refit) == (1, BASE, None, found)
    again = refit_model()
    assert (again.outcome, again.version, again.in_use) == (Outcome.NOT_BETTER, f"{BASE}+2", f"{BASE}+1")
    assert ModelChange.objects.count() == 1


def test_decisions_that_say_nothing_new_swap_nothing():
    teach(220, differs=False)
    assert refit_model().outcome == Outcome.NOT_BETTER
    assert model_in_use() == shipped()


def test_new_suggestions_carry_the_version_and_the_size_of_the_desk(admin):
    teach(220)
    refit_model()
    make_claim("Norway has delivered patrol boats to Port Arvo")
    statement = make_statement("Norway delivered patrol boats to Port Arvo last week")
    suggest_for_article(article_id=statement.article_id)
    link = statement.links.get()
    assert (link.model_version, link.among) == (f"{BASE}+1", 2)
    assert set(link.features) == set(FEATURES)


def test_coefficients_of_a_version_that_is_shipped_no_more_do_not_hold(admin):
    old = Refit.objects.create(
        base="links-v0",
        in_use="links-v0",
        version="links-v0+1",
        outcome=Outcome.SWAPPED,
        accepted=100,
        rejected=1,
        unshown=0,
        statements=101,
        moves={"phrases": 9},
    )
    ModelChange.objects.create(number=1, refit=old, version=old.version, before="links-v0")
    assert model_in_use() == shipped()
    with pytest.raises(Refused, match="other coefficients"):
        choose_model(refit=old, by=admin, number=1)


def test_an_admin_goes_back_to_another_version_and_takes_that_back(admin):
    teach(220)
    found = refit_model()
    back = choose_model(refit=None, by=admin, number=1)
    assert (model_in_use(), back.before, back.version) == (shipped(), found.version, BASE)
    undone = undo_choice(change=back, by=admin)
    assert model_in_use().version == found.version
    assert (undone.undoes, undone.refit) == (back, found)
    with pytest.raises(Refused, match=f"{admin.username} has put {BASE}"):
        undo_choice(change=back, by=admin)
    undo_choice(change=undone, by=admin)
    assert model_in_use() == shipped()


def test_the_second_of_two_is_told_who_was_first(admin):
    teach(220)
    found = refit_model()
    choose_model(refit=None, by=admin, number=1)
    with pytest.raises(Refused, match=f"{admin.username} has put {BASE} to use in the meantime"):
        choose_model(refit=found, by=make_user(ADMIN), number=1)
    with pytest.raises(Refused, match="is in use already"):
        choose_model(refit=None, by=admin, number=2)


def test_undoing_without_anything_before_it_goes_back_to_the_shipped(admin):
    teach(220)
    refit_model()
    undo_choice(change=ModelChange.objects.get(), by=admin)
    assert model_in_use() == shipped()


def test_a_choice_made_while_a_refit_runs_wins(admin, monkeypatch):
    teach(220)
    first = refit_model()
    choose_model(refit=None, by=admin, number=1)

    def overtaken(*, shown, reviewed):
        from matching.lessons import choose

        choose_model(refit=first, by=admin, number=2)
        choose_model(refit=None, by=admin, number=3)
        return choose(shown=shown, reviewed=reviewed)

    monkeypatch.setattr("claims.refit.choose", overtaken)
    found = refit_model()
    assert found.outcome == Outcome.OVERTAKEN
    assert (latest_change().number, model_in_use()) == (4, shipped())


def test_refits_and_changes_are_never_rewritten():
    teach(220)
    refit_model()
    for rows in (Refit.objects.all(), ModelChange.objects.all()):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            rows.update(version="other")


def test_two_changes_of_one_number_cannot_be():
    ModelChange.objects.create(number=1, version="a", before="b")
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelChange.objects.create(number=1, version="c", before="b")


@pytest.mark.django_db(transaction=True)
def test_of_two_refits_at_once_the_second_leaves():
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [REFITTING])
        try:
            assert _elsewhere() == [None]
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [REFITTING])
    assert _elsewhere()[0].outcome == Outcome.TOO_FEW


def _elsewhere():
    said = []

    def run():
        try:
            said.append(refit_model())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return said


@pytest.mark.django_db(transaction=True)
def test_the_nightly_task_refits_in_a_real_worker_that_then_suggests_by_it(worker):
    teach(220)
    current_app.send_task("claims.tasks.refit_model")
    _wait_for(Refit.objects.exists, worker)
    assert Refit.objects.get().outcome == Outcome.SWAPPED
    make_claim("Norway has delivered patrol boats to Port Arvo")
    statement = make_statement("Norway delivered patrol boats to Port Arvo last week")
    type(statement.article).objects.filter(pk=statement.article_id).update(stage="attributed")
    current_app.send_task("claims.tasks.suggest_for_article", args=[statement.article_id])
    _wait_for(statement.links.exists, worker)
    assert statement.links.get().model_version == f"{BASE}+1"


def _wait_for(holds, worker):
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, worker.said()[-3000:]
        time.sleep(0.1)


def test_beat_rings_for_the_refit_every_night(settings):
    entry = settings.CELERY_BEAT_SCHEDULE["refit-model"]
    assert entry["task"] == "claims.tasks.refit_model"
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({3}, {30})


# --- nothing else fits -----------------------------------------------------------------------------------------
BOATS = "Norway has delivered patrol boats to Port Arvo"
OTHERS = [
    "The patrol of Port Arvo sleeps",
    "Norway has sold its ferries",
    "Boats are expensive",
    "Arvo sings",
]


@pytest.fixture
def marked():
    """A statement with a suggestion, four claims that share a word with it, and its mark."""
    for text in (BOATS, *OTHERS):
        make_claim(text)
    statement = make_statement("Norway delivered patrol boats to Port Arvo last week")
    suggest_for_article(article_id=statement.article_id)
    return mark_nothing_else(statement=statement, by=make_user(username="edda"))


def test_a_mark_keeps_what_was_examined_and_not_shown(marked):
    shown = set(Link.objects.values_list("claim__text", flat=True))
    kept = {row.claim.text: row for row in marked.unshown.select_related("claim")}
    assert BOATS in shown
    assert kept
    assert not shown & set(kept)
    assert all(set(row.features) == set(FEATURES) for row in kept.values())
    assert {(row.among, row.model_version) for row in kept.values()} == {(5, BASE)}


def test_hidden_claims_of_a_marked_statement_are_wrong_and_those_linked_by_hand_right(marked):
    hidden = list(marked.unshown.select_related("claim"))
    link_by_hand(claim=hidden[0].claim, statement=marked.statement, by=make_user(), stance="context")
    known = lessons()
    assert known.unshown == len(hidden)
    assert sorted(row.right for row in known.reviewed) == [False] * (len(hidden) - 1) + [True]
    assert {row.claims for row in known.reviewed} == {5}
    assert known.shown == []


def test_answers_count_with_the_mark_or_without(marked):
    link = Link.objects.get(claim__text=BOATS)
    accept_link(link=link, by=make_user(), stance="supports")
    known = lessons()
    assert (known.accepted, known.rejected, known.statements) == (1, 0, 1)
    assert sum(row.right for row in known.reviewed) == 1


def test_a_mark_that_was_taken_back_teaches_nothing(marked):
    editor = make_user(username="bo")
    take_mark_back(mark=marked, by=editor)
    assert lessons().reviewed == []
    with pytest.raises(Refused, match="bo has taken this back already"):
        take_mark_back(mark=marked, by=make_user())
    again = mark_nothing_else(statement=marked.statement, by=editor)
    assert lessons().unshown == again.unshown.count() > 0


def test_a_statement_is_marked_once_at_a_time_and_not_when_struck(marked):
    with pytest.raises(Refused, match="edda has marked this statement already"):
        mark_nothing_else(statement=marked.statement, by=make_user())
    with pytest.raises(IntegrityError), transaction.atomic():
        NothingElse.objects.create(statement=marked.statement, by=marked.by)
    struck = make_statement("It rains")
    strike_statement(statement=struck, by=make_user())
    with pytest.raises(Refused, match="struck"):
        mark_nothing_else(statement=struck, by=make_user())


def test_what_nobody_said_teaches_nothing(marked):
    link = Link.objects.get(claim__text=BOATS)
    decision = reject_link(link=link, by=make_user(), reason="not_a_statement")
    assert lessons().shown == []
    take_back(decision=decision, by=make_user())
    reject_link(link=Link.objects.get(pk=link.pk), by=make_user(), reason="other_event")
    assert lessons().rejected == 1
    strike_statement(statement=marked.statement, by=make_user())
    assert lessons().statements == 0


def test_rows_over_other_features_are_passed_over(marked):
    link = Link.objects.get(claim__text=BOATS)
    accept_link(link=link, by=make_user(), stance="supports")
    Link.objects.filter(pk=link.pk).update(features={"of old": 1.0})
    Unshown.objects.update(features={"of old": 1.0})
    assert lessons().statements == 0
    assert Link.objects.get(pk=link.pk).state == LinkState.ACCEPTED


def test_lessons_take_the_same_queries_however_many_there_are(marked):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            lessons()
        return len(seen)

    one = queries()
    for number in range(3):
        statement = make_statement(f"Norway delivered {number} patrol boats to Port Arvo")
        suggest_for_article(article_id=statement.article_id)
        mark_nothing_else(statement=statement, by=marked.by)
    assert queries() == one
