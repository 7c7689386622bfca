"""What a person chooses for themselves: keys, what they are told and how, and one letter a day that goes out once."""

import re
import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from claims.choose_preferences import choose_keys, choose_notices
from claims.keys import KEYS
from claims.mail_notices import mail_notices
from claims.models import Digest, Link, Notice, NoticeKind, Preferences
from claims.send_digests import send_digests
from claims.tell import watch_claim
from entities.refused import Refused
from tests.claims.factories import make_claim, make_suggestion, make_user
from tests.conftest import ROOT
from tests.sources.factories import queries_of

pytestmark = pytest.mark.django_db
EARLY = datetime(2024, 9, 6, 6, 59, tzinfo=UTC)
MORNING = datetime(2024, 9, 6, 7, 5, tzinfo=UTC)


@pytest.fixture
def edda():
    user = make_user(username="edda")
    user.email = "edda@desk.invalid"
    user.save()
    return user


def tell(user, *kinds, claim=None):
    claim = claim or make_claim()
    return [
        Notice.objects.create(user=user, claim=claim, kind=kind, words=f"Told of {kind}.") for kind in kinds
    ]


def choices(rhythm="at_once", **ways):
    return {"of": "notices", "rhythm": rhythm, **dict.fromkeys(NoticeKind.values, "both"), **ways}


# --- keys ----------------------------------------------------------------------------------------------------------


def test_every_key_of_a_page_is_one_that_a_person_can_choose_anew():
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    used = {key for keys in re.findall(r'data-key="([^"{]+)"', templates) for key in keys.split()}
    assert used - {"space"} <= KEYS.keys()
    assert {"j", "k", "1", "2", "3", "x", "u", "e", "/", "?"} <= KEYS.keys()


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"x": "j"}, "“J” would do two things"),
        ({"x": "q", "u": "q"}, "“Q” would do two things"),
        ({"x": "qq"}, "One letter"),
        ({"x": " "}, "One letter"),
        ({"no such": "q"}, "no key of the desk"),
    ],
)
def test_a_key_does_one_thing(edda, keys, why):
    with pytest.raises(Refused, match=why):
        choose_keys(by=edda, off=False, keys=keys)
    assert not Preferences.objects.exists()


def test_two_keys_change_places_and_the_page_says_what_is_wrong_beside_the_key(desk, edda):
    address = reverse("preferences")
    desk.post(address, {"of": "keys", "j": "K", "k": "j"})
    assert Preferences.objects.get(user=edda).keys == {"j": "k", "k": "j"}
    wrong = desk.post(address, {"of": "keys", "x": "u"})
    assert (wrong.status_code, Preferences.objects.get().keys) == (422, {"j": "k", "k": "j"})
    assert "“U” would do two things" in wrong.context["keys"].errors["x"][0]
    desk.post(address, {"of": "keys"})
    assert Preferences.objects.get().keys == {}


@pytest.mark.django_db(transaction=True)
def test_own_keys_stand_on_the_buttons_and_work_and_none_does_when_they_are_off(page_of, edda):
    for n in (1, 2, 3):
        make_suggestion(make_claim(f"The pier number {n} is open"), probability=1 - n / 10)
    choose_keys(by=edda, off=False, keys={"2": "d", "d": "2"})
    page = page_of(edda)
    page.goto("/review/")
    shown = page.locator("#review-item .card:nth-child(2) .passage")
    expect(page.get_by_role("button", name="Denies").locator("kbd")).to_have_text("D")
    page.keyboard.press("d")
    expect(shown).to_have_text("The pier number 2 is open")
    expect(page.locator("#review-item").get_by_role("button", name="Denies").locator("kbd")).to_have_text("D")
    expect(page.get_by_text("Accepted: it denies")).to_be_visible()
    page.keyboard.press("2")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text(re.compile(r"d\s*▼?\s*Denies"))
    assert Link.objects.filter(state="suggested").count() == 2
    choose_keys(by=edda, off=True, keys={})
    page.goto("/review/")
    page.keyboard.press("1")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Denies").locator("kbd")).to_be_hidden()
    assert Link.objects.filter(state="suggested").count() == 2


# --- what one is told ----------------------------------------------------------------------------------------------


def test_a_kind_that_one_does_not_want_is_not_told_and_one_that_is_not_mailed_stays_on_the_desk(desk, edda):
    from claims.tell import tell_watchers

    claim = make_claim()
    watch_claim(claim=claim, by=edda)
    assert desk.post(reverse("preferences"), choices(status="not", tripwire="desk")).status_code == 302
    for kind in NoticeKind:
        tell_watchers(claim=claim, kind=kind, words=f"Told of {kind}.")
    told = set(Notice.objects.filter(user=edda).values_list("kind", flat=True))
    assert told == set(NoticeKind.values) - {"status"}
    assert mail_notices() == 1
    assert "Told of another_look." in mail.outbox[0].body
    assert "tripwire" not in mail.outbox[0].body
    page = desk.get(reverse("preferences"))
    assert page.context["notices"].initial["status"] == "not"
    assert page.context["notices"].initial["tripwire"] == "desk"


def test_unknown_kinds_and_rhythms_are_refused(desk, edda):
    for wrong in ({"rhythm": "hourly"}, {"rhythm": "daily", "not_told": ["gossip"]}):
        with pytest.raises(Refused):
            choose_notices(by=edda, **wrong)
    assert desk.post(reverse("preferences"), choices(rhythm="hourly")).status_code == 422


def test_notices_are_shown_by_kind_and_marked_as_read_by_claim(desk, edda):
    claim = make_claim()
    tell(edda, "tripwire", "status", claim=claim)
    (other,) = tell(edda, "another_look")
    one = queries_of(desk, reverse("notices"))
    assert [n.kind for n in desk.get("/notices/?only=tripwire").context["page"].rows] == ["tripwire"]
    assert len(desk.get("/notices/?only=no-such").context["page"].rows) == 3
    desk.post(
        reverse("notices-read"), {"claim": claim.pk, "until": other.pk, "next": "/notices/?only=unread"}
    )
    assert [n.pk for n in desk.get("/notices/?only=unread").context["page"].rows] == [other.pk]
    tell(edda, *NoticeKind.values)
    assert queries_of(desk, reverse("notices")) == one
    desk.post(reverse("notices-read"), {"until": Notice.objects.first().pk})
    assert "You have read everything" in desk.get("/notices/?only=unread").content.decode()
    assert desk.post(reverse("notices-read"), {"claim": 10**9}).status_code == 404


# --- the letter of the day -----------------------------------------------------------------------------------------


def test_the_letter_of_the_day_goes_once_after_its_hour_and_only_to_who_chose_it(edda):
    other = make_user(username="emil")
    other.email = "emil@desk.invalid"
    other.save()
    tell(edda, "status", "another_look")
    tell(other, "status")
    assert send_digests(now=MORNING) == 0, "nobody has chosen it"
    choose_notices(by=edda, rhythm="daily")
    assert mail_notices() == 1, "who chose a letter a day gets no other"
    mail.outbox.clear()
    assert [send_digests(now=moment) for moment in (EARLY, MORNING, MORNING)] == [0, 1, 0]
    (letter,) = mail.outbox
    assert (letter.to, "6 September" in letter.subject) == (["edda@desk.invalid"], True)
    assert "Told of status." in letter.body
    digest = Digest.objects.get()
    assert digest.sent_at is not None
    assert set(digest.notices.values_list("kind", flat=True)) == {"status", "another_look"}
    tell(edda, "tripwire")
    assert send_digests(now=MORNING + timedelta(hours=2)) == 0, "one a day"
    assert send_digests(now=MORNING + timedelta(days=1)) == 1
    assert "tripwire" in mail.outbox[-1].body
    assert "Told of status." not in mail.outbox[-1].body
    choose_notices(by=edda, rhythm="never")
    tell(edda, "status")
    assert (mail_notices(), send_digests(now=MORNING + timedelta(days=2))) == (0, 0)


def test_a_letter_that_was_refused_is_tried_again_that_day_and_one_that_may_have_gone_is_not(
    edda, monkeypatch
):
    choose_notices(by=edda, rhythm="daily")
    tell(edda, "status")

    def refuse(**_letter):
        raise smtplib.SMTPServerDisconnected("the server is away")

    with monkeypatch.context() as broken:
        broken.setattr("claims.send_digests.send_mail", refuse)
        assert send_digests(now=MORNING) == 0
    assert Digest.objects.get().error == "the server is away"
    assert send_digests(now=MORNING + timedelta(hours=1)) == 1
    assert len(mail.outbox) == 1
    tell(edda, "status")

    def die(**_letter):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("claims.send_digests.send_mail", die)
        with pytest.raises(KeyboardInterrupt):
            send_digests(now=MORNING + timedelta(days=1))
    assert send_digests(now=MORNING + timedelta(days=1, hours=1)) == 0, "it may have gone out"
    assert len(mail.outbox) == 1
