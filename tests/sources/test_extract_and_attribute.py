"""A reading is written down once, and its speakers are resolved: what twice changes, and what a person touched."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entities.create import create_entity
from entities.merge import merge_entities, undo_merge
from entities.models import Entity, Kind, PassedOver, Why
from entities.resolve import resolve
from extraction import Name, Reading
from extraction import Statement as Read
from sources.attribute import attribute
from sources.extract import extract
from sources.ingest import add_article
from sources.models import Outcome, Statement
from sources.strike import strike_statement

pytestmark = pytest.mark.django_db
TEXT = (
    "“It is open,” Ada Pier said. Reuters quoted an unnamed official as saying it was shut. Pier denied that."
)


@pytest.fixture
def article(reporter):
    return add_article(by=reporter, outlet="Harbour Wire", text=TEXT, title="Open")


def read(content, speaker, *, speaker_type="person", via=(), parent=None, affiliation=None):
    start = TEXT.index(content)
    return Read(
        content_spans=((start, start + len(content)),),
        content=content,
        speaker=speaker,
        speaker_mention=speaker,
        speaker_span=None,
        speaker_type=speaker_type,
        affiliation=affiliation,
        cue="said",
        cue_span=None,
        kind="direct",
        via=via,
        parent=parent,
        polarity="asserted",
        modality="asserts",
        confidence=0.9,
    )


def a_reading():
    return Reading(
        statements=(
            read("It is open", "Ada Pier"),
            read("it was shut", "unnamed official", speaker_type="unnamed", via=("Reuters",)),
            read("that", "Ada Pier", parent=0),
        ),
        names=(
            Name(text="Ada Pier", span=(15, 23), kind="person"),
            Name(text="Reuters", span=(30, 37), kind="outlet"),
        ),
    )


def everything(article):
    return (
        list(article.statements.order_by("pk").values("pk", "spans", "speaker", "parent", "struck_at")),
        list(article.mentions.order_by("pk").values("pk", "text", "entity", "outcome")),
        sorted(Entity.objects.values_list("name", "kind", "context")),
    )


def test_reading_and_attributing_twice_changes_nothing(article):
    extract(article=article, reading=a_reading())
    attribute(article=article)
    once = everything(article)
    extract(article=article, reading=a_reading())
    attribute(article=article)
    assert everything(article) == once
    assert len(once[0]) == 3


def test_statements_get_their_speakers_relays_and_parents(article):
    extract(article=article, reading=a_reading())
    assert attribute(article=article) == 3
    first, second, third = article.statements.order_by("pk")
    assert first.speaker == third.speaker == Entity.objects.get(name="Ada Pier", kind=Kind.PERSON)
    assert third.parent == first
    assert [relay.entity for relay in second.relays.all()] == [
        Entity.objects.get(name="Reuters", kind=Kind.OUTLET)
    ]
    assert "spk:pier" in first.speaker_terms


def test_an_unnamed_source_is_kept_apart_for_each_article(article, reporter):
    other = add_article(by=reporter, outlet="Levant Courier", text=TEXT)
    for each in (article, other):
        extract(article=each, reading=a_reading())
        attribute(article=each)
    unnamed = Entity.objects.filter(kind=Kind.UNNAMED)
    assert sorted(e.context for e in unnamed) == [
        "via Reuters, in Harbour Wire: “Open”",
        f"via Reuters, in Levant Courier: “Article {other.pk}”",
    ]
    assert Entity.objects.filter(name="Ada Pier").count() == 1, "a named one is the same in both"


def test_a_name_that_several_go_by_is_left_to_a_person(article):
    for description in ("harbour master", "her daughter"):
        create_entity(name="Ada Pier", kind=Kind.PERSON, description=description)
    extract(article=article, reading=a_reading())
    attribute(article=article)
    assert article.statements.filter(speaker=None).count() == 2
    assert article.mentions.get(text="Ada Pier").outcome == Outcome.SEVERAL


def test_what_a_person_struck_or_chose_outlives_another_reading(article, reporter):
    extract(article=article, reading=a_reading())
    first, second, _ = article.statements.order_by("pk")
    strike_statement(statement=first, by=reporter)
    Statement.objects.filter(pk=second.pk).update(speaker_chosen=True)
    extract(article=article, reading=a_reading())
    attribute(article=article)
    assert article.statements.count() == 3
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.struck_at is not None
    assert second.speaker is None, "a person said: nobody named"


def test_a_merge_catches_names_and_undoing_it_gives_them_back(article, reporter):
    pier = create_entity(name="Ada Pier", kind=Kind.PERSON)
    kept = create_entity(name="Ada Pier-Smith", kind=Kind.PERSON)
    merge = merge_entities(kept=kept, gone=pier, by=reporter)
    extract(article=article, reading=a_reading())
    attribute(article=article)
    statement = article.statements.with_speakers().order_by("pk").first()
    assert statement.shown_speaker == "Ada Pier-Smith"
    undo_merge(merge=merge, by=reporter)
    statement = article.statements.with_speakers().order_by("pk").first()
    assert statement.shown_speaker == "Ada Pier"


def test_a_choice_made_while_speakers_are_resolved_stands(article, reporter, monkeypatch):
    extract(article=article, reading=a_reading())
    chosen = create_entity(name="Bo Quay", kind=Kind.PERSON)
    first = article.statements.order_by("pk").first()

    def while_a_person_chooses(names):
        Statement.objects.filter(pk=first.pk).update(speaker=chosen, speaker_chosen=True)
        return resolve(names)

    monkeypatch.setattr("sources.attribute.resolve", while_a_person_chooses)
    attribute(article=article)
    first.refresh_from_db()
    assert first.speaker == chosen


def test_what_came_of_each_name_is_kept_with_its_reasons(article):
    extract(article=article, reading=a_reading())
    create_entity(name="Ada Pier", kind=Kind.PERSON, description="harbour master")
    create_entity(name="Ada Pier", kind=Kind.PERSON, description="her daughter")
    attribute(article=article)
    statement, mention = article.statements.order_by("pk").first(), article.mentions.get(text="Ada Pier")
    assert statement.speaker_outcome == mention.outcome == Outcome.SEVERAL
    for candidates in (statement.speaker_candidates, mention.candidates):
        assert [round(c["probability"], 1) for c in candidates] == [1.0, 1.0]
        assert "goes by this very name" in candidates[0]["why"]


def test_a_surname_means_whoever_has_the_full_name_in_the_same_article(article, reporter):
    pier = create_entity(name="Ada Pier", kind=Kind.PERSON)
    create_entity(name="Ben Pier", kind=Kind.PERSON)
    names = (*a_reading().names, Name(text="Pier", span=(84, 88), kind="person"))
    extract(article=article, reading=Reading(statements=a_reading().statements, names=names))
    attribute(article=article)
    assert article.mentions.get(text="Pier").entity == pier


def test_a_word_that_a_person_passed_over_is_nobody(article, reporter):
    PassedOver.objects.create(name="Ada Pier", key="ada pier", why=Why.NOT_A_NAME, by=reporter)
    extract(article=article, reading=a_reading())
    attribute(article=article)
    assert article.mentions.get(text="Ada Pier").outcome == Outcome.NO_NAME
    assert article.statements.order_by("pk").first().speaker is None
    assert not Entity.objects.filter(name="Ada Pier").exists()


def test_an_article_takes_as_many_queries_however_many_names_it_has(reporter):
    def queries(*people):
        text = " ".join(f"“It is open to {who},” {who} said." for who in people)
        one = add_article(
            by=reporter, outlet="Harbour Wire", text=f"{text} Nothing more was heard of it then."
        )
        for who in people:
            create_entity(name=who, kind=Kind.PERSON)
        statements = []
        for who in people:
            words = f"It is open to {who}"
            start = text.index(words)
            span = (start, start + len(words))
            statements.append(replace(read("that", who), content=words, content_spans=(span,)))
        extract(article=one, reading=Reading(statements=tuple(statements), names=()))
        with CaptureQueriesContext(connection) as counted:
            assert attribute(article=one) == len(people)
        return len(counted)

    assert queries("Ada Pier") == queries("Tom Abara", "Mila Torv", "Vera Oduya")
