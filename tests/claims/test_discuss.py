"""The discussion of a claim: notes, whom they mention, and the way back."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.discuss import MOST_CHARACTERS, add_note, change_note, take_back_note
from claims.mentioned import Part, names_in, parts_of
from claims.merge import merge_claims
from claims.models import Claim, Note, Notice
from claims.queries.discussion import ON_A_PAGE
from claims.roles import ADMIN, REPORTER
from entities.images import images
from entities.ledger import act_on, seen
from entities.refused import Overtaken, Refused
from entities.undo import undo
from tests.claims.factories import make_claim, make_evidence, make_statement, make_user


def test_a_name_is_found_where_a_person_would_see_one():
    words = "@ada, ask @bo.lind. Not post@fjord.example; (@Ada) and @cy-9!"
    assert names_in(words) == ["ada", "bo.lind", "cy-9"]
    assert names_in("@ alone, @. and @@ are nobody") == []


def test_only_names_of_accounts_stand_apart_and_no_character_is_lost():
    words = "@ada and @nobody:\nsee @Ada."
    parts = parts_of(words, {"ada"})
    assert [part.text for part in parts if part.is_person] == ["@ada", "@Ada"]
    assert "".join(part.text for part in parts) == words
    assert parts_of("Plain.", {"ada"}) == [Part("Plain.")]


pytestmark = pytest.mark.django_db


@pytest.fixture
def rolf():
    return make_user(REPORTER, username="Rolf")


@pytest.fixture
def claim():
    return make_claim("The dam has broken")


def last_act(note, kind):
    found = act_on(note, kind)
    assert found is not None
    return found


def told(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", "words"))


def test_whoever_is_mentioned_is_told_once_and_nobody_else(claim, edda, rolf):
    gone = make_user(username="gone")
    gone.is_active = False
    gone.save()
    add_note(claim=claim, by=edda, words="@rolf, @ROLF: look. @edda knows, @gone does not, @nobody neither.")
    assert [kind for kind, _ in told(rolf)] == ["mention"]
    assert told(rolf)[0][1].startswith("edda mentioned you: “@rolf, @ROLF: look.")
    assert told(edda) == told(gone) == []


def test_another_wording_tells_only_whom_it_mentions_anew(claim, edda, rolf):
    ada = make_user(username="ada")
    note = add_note(claim=claim, by=edda, words="@rolf?")
    change_note(note=note, by=edda, words="@rolf and @ada?")
    assert (len(told(rolf)), len(told(ada))) == (1, 1)
    note.refresh_from_db()
    assert note.changed_at is not None


def test_everything_can_be_taken_back_and_done_again(claim, edda):
    note = add_note(claim=claim, by=edda, words="First.")
    first = images(Note, [note.pk])
    change_note(note=note, by=edda, words="Second.")
    undo(act=last_act(note, "note.change"), by=edda)
    assert images(Note, [note.pk]) == first, "the words, and that they were never changed"
    removing = take_back_note(note=note, by=edda)
    assert not Note.objects.exists()
    with pytest.raises(Refused, match="taken back already"):
        take_back_note(note=note, by=edda)
    undoing = undo(act=removing, by=edda)
    assert images(Note, [note.pk]) == first
    undo(act=undoing, by=edda)
    undo(act=removing, by=edda)
    undo(act=last_act(note, "note.add"), by=edda)
    assert not Note.objects.exists()


def test_nobody_changes_or_takes_back_what_somebody_else_wrote_but_an_admin(claim, edda, rolf):
    note = add_note(claim=claim, by=edda, words="Mine.")
    with pytest.raises(Refused, match="Only edda can change"):
        change_note(note=note, by=rolf, words="His.")
    with pytest.raises(Refused, match="Only edda, or an admin"):
        take_back_note(note=note, by=rolf)
    with pytest.raises(Refused, match="Only edda, or an admin"):
        undo(act=last_act(note, "note.add"), by=rolf)
    assert Note.objects.get().words == "Mine."
    admin = make_user(ADMIN)
    undo(act=take_back_note(note=note, by=admin), by=admin)
    assert Note.objects.get().by == edda


def test_who_changes_an_older_wording_is_told(claim, edda):
    note = add_note(claim=claim, by=edda, words="First.")
    opened = seen(note)
    change_note(note=note, by=edda, words="Second.", seen=opened)
    with pytest.raises(Overtaken):
        change_note(note=note, by=edda, words="Third.", seen=opened)


@pytest.mark.parametrize(
    ("words", "said"), [(" \n ", "Write something first"), ("x" * (MOST_CHARACTERS + 1), "up to 4,000")]
)
def test_words_that_cannot_be_are_refused_in_words(claim, edda, words, said):
    with pytest.raises(Refused, match=said):
        add_note(claim=claim, by=edda, words=words)


def test_a_note_is_about_evidence_of_its_claim(claim, edda):
    link = make_evidence(claim, by=edda)
    assert add_note(claim=claim, by=edda, words="This one.", about=link.statement_id).about == link.statement
    with pytest.raises(Refused, match="no evidence on the claim"):
        add_note(claim=claim, by=edda, words="That one.", about=make_statement().pk)


# --- pages ------------------------------------------------------------------------------------------------------
def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_note_is_written_changed_and_taken_back_on_the_page(desk, claim, rolf):
    link = make_evidence(claim, make_statement("It has burst", speaker="Ada Falk"))
    assert "Nobody has written anything yet." in text_of(desk.get(f"/claims/{claim.pk}/"))
    sent = {"words": "See <this>, @rolf and @nobdy:\nhttps://dam.example/", "about": link.statement_id}
    page = desk.post(f"/claims/{claim.pk}/notes/new/", sent, follow=True)
    note = Note.objects.get()
    assert page.redirect_chain == [(f"/claims/{claim.pk}/#note-{note.pk}", 302)]
    shown = text_of(page)
    assert "Nobody on the desk is called “@nobdy”, so nobody was told." in shown
    assert 'See &lt;this&gt;, <b class="person">@rolf</b> and @nobdy:' in shown
    assert '<a href="https://dam.example/"' in shown
    assert "Ada Falk</bdi>, <q>It has burst</q>" in shown
    notice = Notice.objects.get(user=rolf)
    assert notice.place == f"/claims/{claim.pk}/#discussion"
    assert "See &lt;this&gt;" in text_of(desk.get(f"/notes/{note.pk}/edit/"))
    page = desk.post(f"/notes/{note.pk}/edit/", {"words": "See that.", "seen": seen(note)}, follow=True)
    assert "See that." in text_of(page)
    assert "· changed" in text_of(page)
    page = desk.post(f"/notes/{note.pk}/take-back/", follow=True)
    assert "The note is taken back." in text_of(page)
    assert "See that." not in text_of(page)
    back = reverse("act-undo", args=[last_act(note, "note.take_back").pk])
    assert back in text_of(page)
    assert "See that." in text_of(desk.post(back, {"next": f"/claims/{claim.pk}/"}, follow=True))


def test_what_is_wrong_is_said_and_what_was_typed_stays(desk, claim):
    for sent, said in (
        ({}, "Write something first."),
        ({"words": " "}, "Write something first."),
        ({"words": "Look", "about": "x"}, "Choose one of the statements, or none."),
        ({"words": "Look", "about": 10**15}, "no evidence on the claim any more"),
        ({"words": "Look", "about": 10**25}, "less than or equal"),
    ):
        page = desk.post(f"/claims/{claim.pk}/notes/new/", sent)
        assert page.status_code == 422
        assert said in text_of(page)
        assert "Look" not in sent.values() or ">Look</textarea>" in text_of(page).replace("> Look", ">Look")
    assert not Note.objects.exists()


def test_somebody_elses_note_has_no_buttons_and_no_form(desk, claim, rolf):
    note = add_note(claim=claim, by=rolf, words="Mine.")
    page = text_of(desk.get(f"/claims/{claim.pk}/"))
    assert "Mine." in page
    assert f"/notes/{note.pk}/" not in page
    assert "Only Rolf can change this note." in text_of(desk.get(f"/notes/{note.pk}/edit/", follow=True))
    assert "Only Rolf, or an admin" in text_of(desk.post(f"/notes/{note.pk}/take-back/", follow=True))


def test_notes_stand_in_order_in_pages_at_constant_queries(desk, claim, edda, rolf):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            desk.get(f"/claims/{claim.pk}/")
        return len(counted)

    link = make_evidence(claim, make_statement(speaker="Ada Falk"), by=edda)
    add_note(claim=claim, by=rolf, words="Note 0 for @edda", about=link.statement_id)
    queries()
    one = queries()
    for n in range(1, ON_A_PAGE + 2):
        add_note(claim=claim, by=(edda, rolf)[n % 2], words=f"Note {n} for @rolf", about=link.statement_id)
    assert queries() == one
    last = desk.get(f"/claims/{claim.pk}/").context["discussion"]
    assert [said.note.words for said in last.notes] == [
        f"Note {n} for @rolf" for n in range(2, ON_A_PAGE + 2)
    ]
    first = desk.get(f"/claims/{claim.pk}/", {"notes": last.earlier})
    assert [said.note.words for said in first.context["discussion"].notes] == [
        "Note 0 for @edda",
        "Note 1 for @rolf",
    ]
    assert "To the last notes" in text_of(first)
    assert desk.get(f"/claims/{claim.pk}/", {"notes": "nonsense"}).context["discussion"].is_latest


def test_the_notes_of_a_merged_claim_are_read_with_the_one_that_stays(desk, claim, edda, rolf):
    other = make_claim("The dam broke")
    note = add_note(claim=other, by=rolf, words="Who saw it?")
    versions = dict(Claim.objects.values_list("pk", "version"))
    merge_claims(
        kept=claim, gone=other, by=edda, kept_version=versions[claim.pk], gone_version=versions[other.pk]
    )
    page = text_of(desk.get(f"/claims/{claim.pk}/"))
    assert "Who saw it?" in page
    assert "on “The dam broke”, which was merged into this claim" in page
    note.refresh_from_db()
    assert note.place == f"/claims/{claim.pk}/#note-{note.pk}"
    desk.post(f"/claims/{other.pk}/notes/new/", {"words": "I did."})
    assert Note.objects.latest("pk").claim == claim


def test_a_discussion_leaves_the_desk_by_no_way(desk, claim, edda):
    link = make_evidence(claim, by=edda)
    add_note(claim=claim, by=edda, words="Between us.", about=link.statement_id)
    for way in ("print/", "evidence.csv", "evidence.json", "claimreview.json"):
        assert (
            "Between us." not in desk.get(f"/claims/{claim.pk}/{way}", follow=way[0] != "c").content.decode()
        )


def test_people_are_offered_by_how_their_names_begin(desk, rolf):
    for name in ("ada", "roald", "frode"):
        make_user(username=name)

    def offered(q):
        return json.loads(desk.get("/notes/people/", {"q": q}).content)["people"]

    assert offered("ro") == ["roald", "Rolf", "frode"]
    assert offered("zz") == []
    assert offered("\x00%") == []
    assert "ada" in offered("")
