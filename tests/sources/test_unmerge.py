"""Merge, edit, read further articles, then take the merge back: every row stands where it belongs."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.alias import add_alias
from entities.create import create_entity
from entities.ledger import act_on
from entities.merge import merge_entities, undo_merge
from entities.models import Alias, Entity, Kind, Merge
from entities.rename import rename_entity
from entities.undo import undo
from sources.attribute import attribute
from sources.correct import correct_statement
from sources.models import Article, Mention, Statement
from tests.sources import factories as make

NAMES = ["Ines Falk", "Tomas Abara", "Bo Moreno", "Adaeze Okoro", "Ida Kessler", "Otto Brandt"]
SIDES = ("kept", "gone")
STEP = st.one_of(
    st.tuples(st.just("article"), st.sampled_from(NAMES[:2])),
    st.tuples(st.just("alias"), st.sampled_from(SIDES), st.sampled_from(NAMES[2:])),
    st.tuples(st.just("rename"), st.sampled_from(SIDES), st.sampled_from(NAMES[2:])),
    st.tuples(st.just("article"), st.sampled_from(NAMES)),
    st.tuples(st.just("correct"), st.integers(0, 9), st.sampled_from(SIDES)),
    st.tuples(st.just("chain")),
)


class Desk:
    """Two entities that are merged, and where each row belongs: with whom its name or a person puts it."""

    def __init__(self) -> None:
        self.by = make.person("admin")
        self.of = {
            side: create_entity(name=name, kind=Kind.PERSON) for side, name in zip(SIDES, NAMES, strict=False)
        }
        self.third = create_entity(name="Wilhelmina Ostrander", kind=Kind.PERSON)
        self.mentions: dict[int, set[int]] = {}
        self.speakers: dict[int, set[int]] = {}
        self.chained = False
        for name in NAMES[:2]:
            self.article(name)

    def merge(self) -> None:
        self.merged = merge_entities(kept=self.of["kept"], gone=self.of["gone"], by=self.by)

    def owners(self, name: str) -> set[int]:
        return set(
            Alias.objects.filter(name=name, entity__in=[e.pk for e in self.of.values()]).values_list(
                "entity", flat=True
            )
        )

    def article(self, name: str) -> None:
        owners = self.owners(name)
        if not owners:
            return
        number = Article.objects.count()
        article = make.article(f"{name} said that pier {number} is open.", outlet="Harbour Wire")
        said = make.statement(article, f"pier {number} is open", speaker_name=name, speaker_type="person")
        named = make.mention(article, name, outcome="waiting")
        attribute(article=article)
        self.mentions[named.pk] = self.speakers[said.pk] = owners

    def alias(self, side: str, name: str) -> None:
        if not self.owners(name):
            add_alias(entity=Entity.objects.get(pk=self.of[side].pk), name=name, by=self.by)

    def rename(self, side: str, name: str) -> None:
        if not self.owners(name):
            rename_entity(entity=self.of[side], by=self.by, name=name, kind=Kind.PERSON)

    def correct(self, number: int, side: str) -> None:
        said = Statement.objects.filter(pk__in=self.speakers).order_by("pk")[number % len(self.speakers)]
        speaker = Entity.objects.get(pk=self.of[side].pk)
        correct_statement(
            statement=said,
            by=self.by,
            speaker=speaker,
            kind="indirect",
            polarity="asserted",
            modality="asserts",
        )
        self.speakers[said.pk] = {speaker.pk}

    def chain(self) -> None:
        """What was kept goes up in a third one, while the first merge stands."""
        if not self.chained:
            merge_entities(kept=self.third, gone=self.of["kept"], by=self.by)
            self.chained = True

    def assert_all_stand_where_they_belong(self) -> None:
        for pk, owners in self.mentions.items():
            assert Mention.objects.get(pk=pk).entity_id in owners
        for pk, owners in self.speakers.items():
            assert Statement.objects.get(pk=pk).speaker_id in owners
        kept, gone = (Entity.objects.get(pk=self.of[side].pk) for side in SIDES)
        assert gone.shown_id == gone.pk
        assert kept.shown_id == (self.third.pk if self.chained else kept.pk)


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=8), by_the_ledger=st.booleans())
def test_merge_edit_further_articles_then_unmerge_and_every_row_is_where_it_belongs(db, steps, by_the_ledger):
    with transaction.atomic():
        desk = Desk()
        desk.merge()
        for what, *how in steps:
            getattr(desk, what)(*how)
        if by_the_ledger:
            merging = act_on(desk.merged, "entity.merge")
            assert merging is not None
            undo(act=merging, by=desk.by)
        else:
            undo_merge(merge=desk.merged, by=desk.by)
        desk.assert_all_stand_where_they_belong()
        assert not Merge.objects.filter(pk=desk.merged.pk, undone_at=None).exists()
        transaction.set_rollback(True)
