"""Whatever people do in whatever order: undoing all of it brings the desk back, and each moment can be looked back at.

That this can fail is shown below: with an inverse that forgets something, or a look back that does, it does fail.
"""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import localdate
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from claims.arrange import Change, arrange_claims
from claims.decide import decide
from claims.judge import judge
from claims.merge import merge_claims
from claims.models import Assignment, Claim, Link, Stance, Tripwire, Verdict
from claims.propose import propose_claim, reword_claim
from claims.queries.as_of import board_as_of, look_back
from claims.queries.board import rows_of, seen_of
from claims.queries.judgements import judged
from claims.queries.moment import Moment
from claims.queries.past import STATEMENT, past_rows
from claims.queries.past_evidence import evidence_as_of
from claims.queries.pieces import accepted_pieces
from claims.review import accept_link, link_by_hand, reject_link
from claims.weigh_once import account
from claims.wire import change_tripwire, remove_tripwire, set_tripwire
from entities import images as rows_as_they_are
from entities.alias import add_alias
from entities.ledger import act, register
from entities.merge import merge_entities
from entities.models import Act, Entity
from entities.refused import Refused
from entities.rename import rename_entity
from entities.undo import undo
from sources.correct import correct_statement
from sources.models import Article, Statement
from sources.strike import restore_statement, strike_statement
from sources.utter import join_utterance, split_utterance
from sources.utterances import decisions_about
from sources.write_down import add_statement
from tests.claims.factories import make_article, make_claim, make_statement, make_user, numbers
from tests.ledger.world import state_of

SAID = ("The crane is down", "Nobody was hurt", "The pier stays shut")
FEW = st.integers(0, 5)
BATCH = register("test.bulk", label="answered several", permission="")


class Desk(RuleBasedStateMachine):
    """Two claims and those proposed on the way, six statements, four people: acts and undos at random, each followed by a
    look at the desk. What one looks back at is the two claims: a proposal that was taken back is gone for good.
    """

    @initialize()
    def open(self) -> None:
        self.by = make_user(role=None)
        self.users = [make_user(role=None) for _ in range(2)]
        self.claims = [make_claim(matched_at=None).pk for _ in range(2)]
        self.people = [Entity.objects.create(name=f"Person {next(numbers)}").pk for _ in range(4)]
        self.articles = [make_article(" ".join(f"{said}." for said in SAID)).pk for _ in range(2)]
        self.statements = []
        for n, article in enumerate(Article.objects.filter(pk__in=self.articles).order_by("pk")):
            for m, said in enumerate(SAID):
                row = make_statement(said, article=article)
                Statement.objects.filter(pk=row.pk).update(speaker=self.people[(n + m) % 4])
                self.statements.append(row.pk)
        for n, statement in enumerate(self.statements):
            Link.objects.create(claim_id=self.claims[n % 2], statement_id=statement, probability=0.5)
        self.ever = getattr(Act.objects.order_by("-pk").first(), "pk", 0)
        self.start = self.state()
        self.looks: list[tuple[Moment, Any]] = []
        self.look()

    def state(self) -> Any:
        found = state_of(claims=self.claims, statements=self.articles, entities=self.people)
        wires = Tripwire.objects.filter(claim__in=self.claims).values_list("pk", flat=True)
        return found | {
            "tripwires": rows_as_they_are.images(Tripwire, wires),
            "judged": [judged(claim) for claim in self.claims],
            "utterances": decisions_about(self.statements),
            "working": rows_as_they_are.images(
                Assignment, Assignment.objects.filter(claim__in=self.claims).values_list("pk", flat=True)
            ),
            "proposed": list(Claim.objects.filter(proposed_by=self.by).values_list("text", flat=True)),
        }

    def acts(self) -> list[Act]:
        """What this desk's person did, batches as one, the last first."""
        return list(Act.objects.filter(by=self.by, part_of=None, pk__gt=self.ever).order_by("-pk"))

    def look(self) -> None:
        """Keeps what the pages show now, with the database's own time."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (now,) = cursor.fetchone()
        self.looks.append((Moment(now), self.shown()))

    def shown(self) -> Any:
        claims = list(Claim.objects.filter(pk__in=self.claims).order_by("pk"))
        found = [
            (
                *(c.text, c.verdict, c.work_state, c.merged_into_id, judged(c.pk), accepted_pieces(c.pk)),
                replace(account(c).outline, wires=()),
            )
            for c in claims
        ]
        return found, {
            row.claim.pk: row.counts for row in rows_of(claims) if row.claim.merged_into_id is None
        }

    def shown_as_of(self, moment: Moment) -> Any:
        claims = list(Claim.objects.filter(pk__in=self.claims).order_by("pk"))
        found = []
        for claim in claims:
            then: Any = look_back(claim, moment)
            evidence = evidence_as_of(claim.pk, moment)
            status = (then.claim.text, then.claim.verdict, then.claim.work_state)
            into = then.merged_into.pk if then.merged_into else None
            found.append((*status, into, evidence.judged, evidence.pieces, then.evidence.outline))
        return found, {row.claim.pk: row.counts for row in board_as_of(claims, moment)}

    def try_to(self, do: Any) -> None:
        try:
            do()
        except Refused:
            return
        self.look()

    def statement(self, n: int) -> Statement:
        return Statement.objects.select_related("article", "speaker").get(pk=self.statements[n % 6])

    def claim(self, n: int) -> Claim:
        return Claim.objects.get(pk=self.claims[n % 2])

    def any_claim(self, n: int) -> Claim:
        """One of ours, or of those proposed meanwhile."""
        ours = [
            *self.claims,
            *Claim.objects.filter(proposed_by=self.by).order_by("pk").values_list("pk", flat=True),
        ]
        return Claim.objects.get(pk=ours[n % len(ours)])

    def wire(self, n: int) -> Tripwire | None:
        wires = list(Tripwire.objects.filter(claim__in=self.claims).order_by("pk"))
        return wires[n % len(wires)] if wires else None

    def person(self, n: int) -> Entity:
        return Entity.objects.get(pk=self.people[n % 4])

    def links(self) -> list[Link]:
        return list(Link.objects.filter(claim__in=self.claims).order_by("pk"))

    @rule(n=FEW, stance=st.sampled_from(Stance.values))
    def accept(self, n: int, stance: str) -> None:
        links = self.links()
        if links:
            self.try_to(lambda: accept_link(link=links[n % len(links)], by=self.by, stance=stance))

    @rule(n=FEW)
    def reject(self, n: int) -> None:
        links = self.links()
        if links:
            self.try_to(lambda: reject_link(link=links[n % len(links)], by=self.by))

    @rule(stance=st.sampled_from(Stance.values))
    def accept_all(self, stance: str) -> None:
        def do() -> None:
            with act(BATCH, by=self.by, words="answered several"):
                for link in self.links():
                    if link.state == "suggested" and link.statement.struck_at is None:
                        accept_link(link=link, by=self.by, stance=stance)

        self.try_to(do)

    @rule(n=FEW, m=FEW, stance=st.sampled_from(Stance.values))
    def by_hand(self, n: int, m: int, stance: str) -> None:
        self.try_to(
            lambda: link_by_hand(claim=self.claim(n), statement=self.statement(m), by=self.by, stance=stance)
        )

    @rule(n=FEW)
    def strike(self, n: int) -> None:
        self.try_to(lambda: strike_statement(statement=self.statement(n), by=self.by))

    @rule(n=FEW)
    def restore(self, n: int) -> None:
        self.try_to(lambda: restore_statement(statement=self.statement(n), by=self.by))

    @rule(n=FEW, who=FEW, polarity=st.sampled_from(["asserted", "denied"]))
    def correct(self, n: int, who: int, polarity: str) -> None:
        manner = {"kind": "direct", "polarity": polarity, "modality": "asserts"}
        self.try_to(
            lambda: correct_statement(
                statement=self.statement(n),
                by=self.by,
                speaker=self.person(who),
                **manner,  # type: ignore[arg-type]
            )
        )

    @rule(n=FEW, end=st.integers(4, 9))
    def other_words(self, n: int, end: int) -> None:
        manner = {"kind": "direct", "polarity": "denied", "modality": "asserts"}
        self.try_to(
            lambda: correct_statement(
                statement=self.statement(n),
                by=self.by,
                speaker=None,
                spans=[[0, end]],
                **manner,  # type: ignore[arg-type]
            )
        )

    @rule(n=FEW, end=st.integers(4, 9))
    def write_down(self, n: int, end: int) -> None:
        article = Article.objects.get(pk=self.articles[n % 2])
        self.try_to(
            lambda: add_statement(article=article, by=self.by, spans=[[0, end]], speaker=self.person(n))
        )

    @rule(
        n=FEW, verdict=st.sampled_from(Verdict.values), work=st.sampled_from(["new", "in_review", "settled"])
    )
    def decide(self, n: int, verdict: str, work: str) -> None:
        claim = self.claim(n)
        self.try_to(
            lambda: decide(
                claim=claim,
                by=self.by,
                verdict=verdict,
                reason="So it is.",
                version=claim.version,
                work_state=work,
            )
        )

    @rule(
        n=FEW, words=st.sampled_from(["stands", "fell", "leans"]), note=st.sampled_from(["", "Ask the port."])
    )
    def reword(self, n: int, words: str, note: str) -> None:
        claim = self.claim(n)
        text = f"The crane of claim {claim.pk} {words}"
        self.try_to(
            lambda: reword_claim(claim=claim, by=self.by, version=claim.version, text=text, note=note)
        )

    @rule(n=FEW, m=FEW, who=FEW, days=st.sampled_from([None, 0, 3]), comes=st.booleans())
    def arrange(self, n: int, m: int, who: int, days: int | None, *, comes: bool) -> None:
        """One claim or both: whom they are with, by when, who works on them."""
        ids = sorted({self.claims[n % 2], self.claims[m % 2]})
        user = self.users[who % 2]
        change = Change(
            owner=user if who < 4 else None,
            due_on=None if days is None else localdate() + timedelta(days=days),
            assign=(user,) if comes else (),
            release=() if comes else (user,),
        )
        self.try_to(lambda: arrange_claims(claims=ids, change=change, by=self.by, seen=seen_of(ids)))

    @rule(n=FEW, m=FEW)
    def merge(self, n: int, m: int) -> None:
        self.try_to(lambda: merge_entities(kept=self.person(n), gone=self.person(m), by=self.by))

    @rule(n=FEW)
    def propose(self, n: int) -> None:
        """A claim in nearly the words of another one."""
        claim = self.claim(n)
        self.try_to(lambda: propose_claim(by=self.by, text=f"{claim.text} again ({next(numbers)})"))

    @rule(n=FEW, m=FEW)
    def merge_claims(self, n: int, m: int) -> None:
        kept, gone = self.any_claim(n), self.any_claim(m)
        versions = {"kept_version": kept.version, "gone_version": gone.version}
        self.try_to(lambda: merge_claims(kept=kept, gone=gone, by=self.by, **versions))

    @rule(n=FEW, m=FEW, says=st.sampled_from(["same_origin", "independent", "no_contradiction"]))
    def judge(self, n: int, m: int, says: str) -> None:
        one, other = self.statements[n % 6], self.statements[m % 6]
        claim = self.claim(n)
        self.try_to(lambda: judge(claim=claim, one=one, other=other, says=says, by=self.by))

    @rule(n=FEW, m=FEW)
    def join(self, n: int, m: int) -> None:
        one, other = self.statement(n), self.statement(m)
        self.try_to(lambda: join_utterance(statement=one, other=other, by=self.by))

    @rule(n=FEW)
    def split(self, n: int) -> None:
        self.try_to(lambda: split_utterance(statement=self.statement(n), by=self.by))

    @rule(n=FEW, stance=st.sampled_from(Stance.values), named=st.booleans())
    def set_wire(self, n: int, stance: str, *, named: bool) -> None:
        self.try_to(lambda: set_tripwire(claim=self.claim(n), by=self.by, stance=stance, named=named))

    @rule(n=FEW, stance=st.sampled_from(Stance.values))
    def change_wire(self, n: int, stance: str) -> None:
        if wire := self.wire(n):
            self.try_to(lambda: change_tripwire(wire=wire, by=self.by, stance=stance))

    @rule(n=FEW)
    def remove_wire(self, n: int) -> None:
        if wire := self.wire(n):
            self.try_to(lambda: remove_tripwire(wire=wire, by=self.by))

    @rule(n=FEW, name=st.sampled_from(["Ines", "Tom", "Bo"]))
    def rename(self, n: int, name: str) -> None:
        person = self.person(n)
        self.try_to(
            lambda: rename_entity(entity=person, by=self.by, name=f"{name} {person.pk}", kind="person")
        )

    @rule(n=FEW)
    def another_name(self, n: int) -> None:
        self.try_to(lambda: add_alias(entity=self.person(n), name="The mayor", by=self.by))

    @rule(n=st.integers(0, 30))
    def take_back(self, n: int) -> None:
        acts = self.acts()
        if acts:
            self.try_to(lambda: undo(act=acts[n % len(acts)], by=self.by))

    def teardown(self) -> None:
        if not hasattr(self, "looks"):
            return
        self.look_back()
        for each in self.acts():
            if not each.is_undoing and not hasattr(each, "undone_by"):
                undo(act=each, by=self.by)
        assert self.state() == self.start, "undoing everything brings everything back"
        self.look_back()

    def look_back(self) -> None:
        for moment, shown in self.looks:
            assert self.shown_as_of(moment) == shown


@pytest.mark.django_db(transaction=True)
def test_undoing_everything_brings_the_desk_back_and_every_moment_can_be_looked_back_at():
    """Acts at random, the same ones at each run of the tests."""
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=6,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def forgets_the_speaker(model, pk, image):
    """An inverse that brings every column back but one."""
    rows_as_they_are.write_back(model, pk, {name: was for name, was in image.items() if name != "speaker_id"})


def as_if_never_struck(ids, *, at):
    """A look back that reads statements as they are now."""
    return past_rows(Statement, ids, STATEMENT, at=datetime.max.replace(tzinfo=UTC), moments=["added_at"])


@pytest.mark.parametrize(
    ("place", "mutant", "acts"),
    [
        (
            "entities.undo.write_back",
            forgets_the_speaker,
            [lambda desk: desk.correct(n=0, who=3, polarity="denied")],
        ),
        (
            "claims.queries.as_of.past_statements",
            as_if_never_struck,
            [lambda desk: desk.accept(n=0, stance="supports"), lambda desk: desk.strike(n=0)],
        ),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_the_property_fails_where_an_inverse_or_a_look_back_is_wrong(monkeypatch, place, mutant, acts):
    for is_wrong in (False, True):
        desk = Desk()
        desk.open()
        for do in acts:
            do(desk)
        if is_wrong:
            monkeypatch.setattr(place, mutant)
        with pytest.raises(AssertionError) if is_wrong else nullcontext():
            desk.teardown()
