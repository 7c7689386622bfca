"""Names that mean nobody yet: how much each matters, what an answer does to later and earlier articles, and back."""

import time

import pytest

from entities.add_states import add_states
from entities.images import images
from entities.merge import merge_entities
from entities.models import Alias, Entity, PassedOver
from entities.refused import Refused
from entities.undo import undo
from sources.answer_name import name_is, name_is_new, pass_over
from sources.ask import count_all, count_article
from sources.attribute import attribute
from sources.follow_answer import follow_answer, sweep
from sources.models import AskedName, Mention, NameAnswer, Outcome, Relay
from tests.at_once import at_once
from tests.sources import factories as make

pytestmark = pytest.mark.django_db


def asked(name: str) -> AskedName:
    count_all()
    return AskedName.objects.get(name=name)


def follow_all(answer: NameAnswer) -> None:
    while NameAnswer.objects.filter(pk=answer.pk, finished_at=None).exists():
        assert follow_answer(answer.pk, by="test")


def unspoken(article, words, name="Falk"):
    return make.statement(article, words, speaker_name=name, speaker_type="person", speaker_outcome="several")


def test_a_name_counts_by_the_statements_that_wait_for_it_then_by_its_mentions():
    about = make.article("“Falk is late,” she said. Abara was there.")
    make.statement(about, "Falk is late", make.entity("Ada"))
    make.mention(about, "Falk")
    make.mention(about, "Abara")
    spoken = make.article("FALK said it is open. Falk's men laughed. Moreno waved.")
    unspoken(spoken, "it is open", "FALK")
    make.mention(spoken, "FALK")
    make.mention(spoken, "Falk's")
    make.mention(spoken, "Moreno")
    make.mention(spoken, "men", outcome="ignored")
    count_all()
    rows = AskedName.objects.values_list("key", "statements", "mentions", "articles")
    assert list(rows) == [("falk", 2, 3, 2), ("abara", 0, 1, 1), ("moreno", 0, 1, 1)]
    assert set(AskedName.objects.get(key="falk").texts) == {"FALK", "Falk", "Falk's"}


def test_nobody_is_asked_whom_the_name_of_a_people_means():
    add_states()
    about = make.article("Iranian missiles, and one Ms Polish, came with the Harbourites.")
    for name, kind in (("Iranian", "group"), ("Polish", "person"), ("Harbourites", "group")):
        Mention.objects.filter(pk=make.mention(about, name, outcome="several").pk).update(kind=kind)
    count_all()
    assert {row.name for row in AskedName.objects.all()} == {"Polish", "Harbourites"}


def test_counting_one_article_leaves_other_names_and_drops_what_is_settled():
    one, other = make.article("Falk came."), make.article("Abara came.")
    mention = make.mention(one, "Falk")
    make.mention(other, "Abara")
    count_all()
    Mention.objects.filter(pk=mention.pk).update(outcome="ignored")
    assert count_article(other.pk) == 1
    assert AskedName.objects.count() == 2
    count_all()
    assert [row.name for row in AskedName.objects.all()] == ["Abara"]


def test_an_answer_gives_the_name_to_the_entity_and_earlier_places_follow(curator):
    who = make.entity("Ines Falk")
    article = make.article("Mayor Falk said it is open, according to Falk.")
    said = unspoken(article, "it is open", "Mayor Falk")
    mention = make.mention(article, "Mayor Falk")
    carried = Relay.objects.create(statement=said, position=1, name="Mayor Falk")
    answer = name_is(asked=asked("Mayor Falk"), entity=who, by=curator, earlier=True)
    assert answer.total == 3
    assert Alias.objects.filter(entity=who, name="Mayor Falk").exists()
    follow_all(answer)
    for row in (said, mention, carried, answer):
        row.refresh_from_db()
    assert (said.speaker, said.speaker_chosen, said.speaker_outcome) == (who, True, Outcome.CHOSEN)
    assert said.speaker_terms == ["spk:falk", "spk:ines"]
    assert (mention.entity, mention.outcome) == (who, Outcome.CHOSEN)
    assert carried.entity == who
    assert (answer.done, answer.total) == (3, 3)
    assert not AskedName.objects.exists()


def test_a_later_article_knows_the_name_at_once(curator):
    who = make.entity("Ines Falk")
    make.mention(make.article("Mayor Falk came."), "Mayor Falk")
    name_is(asked=asked("Mayor Falk"), entity=who, by=curator, earlier=False)
    later = make.mention(make.article("Later the Mayor Falk left."), "Mayor Falk", outcome="waiting")
    attribute(article=later.article)
    later.refresh_from_db()
    assert later.entity == who


def test_without_the_earlier_ones_they_stay_as_they_are_and_are_not_asked_about_again(curator):
    mention = make.mention(make.article("Mayor Falk came."), "Mayor Falk")
    answer = name_is(asked=asked("Mayor Falk"), entity=make.entity("Ines Falk"), by=curator, earlier=False)
    assert answer.finished_at is not None
    count_all()
    mention.refresh_from_db()
    assert mention.entity is None
    assert AskedName.objects.get().answered
    make.mention(make.article("A Mayor Falk is new here."), "Mayor Falk")
    count_all()
    assert not AskedName.objects.get().answered, "a new article asks again"


@pytest.mark.parametrize("why", ["no_name", "ignored"])
def test_what_is_passed_over_is_asked_about_never_again_until_that_is_taken_back(curator, why):
    article = make.article("Breaking said it is open.")
    said, mention = unspoken(article, "it is open", "Breaking"), make.mention(article, "Breaking")
    answer = pass_over(asked=asked("Breaking"), by=curator, why=why, earlier=True)
    follow_all(answer)
    mention.refresh_from_db()
    said.refresh_from_db()
    assert (mention.outcome, said.speaker_outcome, said.speaker) == (why, why, None)
    assert PassedOver.objects.get().key == "breaking"
    assert not AskedName.objects.exists()
    undo(act=answer.act, by=curator)
    assert AskedName.objects.get().statements == 1
    assert not PassedOver.objects.exists()


def test_an_answer_and_all_that_followed_are_taken_back_as_one_and_done_again(curator):
    article = make.article("Falk said it is open. Then Falk left.")
    said, mention = unspoken(article, "it is open"), make.mention(article, "Falk")
    before = [images(type(row), [row.pk]) for row in (said, mention)]
    answer = name_is_new(asked=asked("Falk"), by=curator, kind="person", name="Otto Falk", earlier=True)
    follow_all(answer)
    undoing = undo(act=answer.act, by=curator)
    after = [images(type(row), [row.pk]) for row in (said, mention)]
    aside = {"speaker_outcome", "wording_id", "speaker_terms"}
    for was, now in zip(before, after, strict=True):
        (one,), (other,) = was.values(), now.values()
        assert {k: v for k, v in one.items() if k not in aside} == {
            k: v for k, v in other.items() if k not in aside
        }
    assert not Entity.objects.filter(name="Otto Falk").exists()
    assert AskedName.objects.get().statements == 1
    undo(act=undoing, by=curator)
    said.refresh_from_db()
    assert said.speaker is not None
    assert said.speaker.name == "Otto Falk"
    follow_all(NameAnswer.objects.get())
    assert not AskedName.objects.exists()


def test_taking_back_while_earlier_places_follow_leaves_none_behind(curator, monkeypatch):
    monkeypatch.setattr("sources.follow_answer.AT_ONCE", 2)
    mentions = [make.mention(make.article(f"{n}: Falk came."), "Falk") for n in range(5)]
    answer = name_is_new(asked=asked("Falk"), by=curator, kind="person", earlier=True)
    assert follow_answer(answer.pk, by="test")
    assert Mention.objects.filter(entity__isnull=False).count() == 2
    undo(act=answer.act, by=curator)
    assert not follow_answer(answer.pk, by="test")
    assert set(Mention.objects.values_list("outcome", flat=True)) == {"none"}
    assert AskedName.objects.get().mentions == len(mentions)


def test_what_stands_in_the_way_of_taking_an_answer_back_is_named(curator):
    make.mention(make.article("Falk came."), "Falk")
    answer = name_is_new(asked=asked("Falk"), by=curator, kind="person", earlier=True)
    follow_all(answer)
    assert answer.entity is not None
    merge_entities(kept=make.entity("Ines Falk"), gone=answer.entity, by=curator)
    with pytest.raises(Refused, match="In the way: admin merged Falk into Ines Falk"):
        undo(act=answer.act, by=curator)


def test_an_answer_that_was_lost_on_the_way_is_rung_for_again(curator):
    make.mention(make.article("Falk came."), "Falk")
    name_is_new(asked=asked("Falk"), by=curator, kind="person", earlier=True)
    assert sweep() == 1
    assert sweep() == 0, "not at once again"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_one_name_one_is_told():
    ade, ida = make.person("admin", "ade"), make.person("admin", "ida")
    make.mention(make.article("Falk came."), "Falk")
    name, one = asked("Falk"), make.entity("Ines Falk")
    outcomes = at_once(
        lambda: name_is(asked=name, entity=one, by=ade, earlier=True),
        lambda: pass_over(asked=name, by=ida, why="ignored", earlier=True),
    )
    (told,) = [outcome for outcome in outcomes if outcome != "done"]
    assert told in (
        "ade said that “Falk” is Ines Falk in the meantime.",
        "ida said that “Falk” is always ignored in the meantime.",
    )
    assert NameAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_running_worker_lets_earlier_articles_follow(worker):
    who, by = make.entity("Ines Falk"), make.person("admin")
    mentions = [make.mention(make.article(f"{n}: Mayor Falk came."), "Mayor Falk") for n in range(3)]
    answer = name_is(asked=asked("Mayor Falk"), entity=who, by=by, earlier=True)
    deadline = time.monotonic() + 60
    while NameAnswer.objects.filter(pk=answer.pk, finished_at=None).exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert {Mention.objects.get(pk=mention.pk).entity_id for mention in mentions} == {who.pk}
