"""The page on which admins see how suggestions learn, and the mark "nothing else fits"."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.find.model_in_use import model_in_use
from claims.mark import mark_nothing_else
from claims.models import ModelChange, NothingElse, Outcome, Refit
from claims.review import link_by_hand, reject_link
from claims.roles import ADMIN
from matching.score import shipped
from tests.claims.factories import make_claim, make_evidence, make_statement, make_suggestion, make_user

pytestmark = pytest.mark.django_db
BASE = shipped().version


@pytest.fixture
def admin():
    return make_user(ADMIN, username="ada")


@pytest.fixture
def desk(client, admin):
    client.force_login(admin)
    return client


def make_refit(outcome=Outcome.SWAPPED, **fields):
    """A refit that fitted something, unless it says that there was too little."""
    number = Refit.objects.count() + 1
    fitted = {} if outcome == Outcome.TOO_FEW else {"version": f"{BASE}+{number}", "penalty": 10.0}
    counts = {"accepted": 120, "rejected": 80, "unshown": 3, "statements": 150}
    measured = {
        "gain": 0.02,
        "gain_error": 0.005,
        "order_gain": 0.0,
        "loss": 0.1,
        "loss_in_use": 0.2,
        "loss_shipped": 0.2,
    }
    return Refit.objects.create(
        **{"base": BASE, "in_use": BASE, "outcome": outcome} | fitted | counts | measured | fields
    )


def use(refit, number, by=None):
    version = refit.version if refit else BASE
    return ModelChange.objects.create(number=number, refit=refit, version=version, before=BASE, by=by)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_new_desk_is_told_what_will_come(desk):
    page = text_of(desk.get("/learning/"))
    assert "The coefficients that come with Claimdesk." in page
    assert "The first one runs tonight." in page
    assert "No suggestion was answered in the last half year." in page
    assert "No statement is marked “nothing else fits” yet." in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"outcome": Outcome.TOO_FEW, "accepted": 7},
            "7 suggestions were accepted so far, and 100 are needed",
        ),
        ({}, "costs 20.0 ± 5.0 thousandths of a nat less a statement than"),
        ({}, "clearly better, so it was put to use"),
        ({"outcome": Outcome.NOT_BETTER, "gain": -0.001}, "1.0 ± 5.0 thousandths of a nat more a statement"),
        ({"outcome": Outcome.NOT_BETTER, "gain": 0.009}, "no more than chance would give, so"),
        ({"outcome": Outcome.NOT_BETTER, "order_gain": -0.1}, "puts the right claims first less often"),
        ({"outcome": Outcome.NOT_BETTER}, "but more than the shipped coefficients"),
        ({"outcome": Outcome.OVERTAKEN}, "somebody chose another version meanwhile"),
    ],
)
def test_the_last_refit_says_what_it_did_and_why(desk, fields, words):
    make_refit(**fields)
    assert words in text_of(desk.get("/learning/"))


def test_precision_and_recall_count_what_people_made_of_suggestions(desk, admin):
    for _ in range(3):
        make_evidence(model_version=BASE, features={"x": 1})
    reject_link(link=make_suggestion(model_version=BASE), by=admin)
    link_by_hand(claim=make_claim(), statement=make_statement(), by=admin, stance="context")
    page = desk.get("/learning/")
    (week,) = page.context["learning"].weeks
    assert (week.answers.accepted, week.answers.rejected, week.answers.missed) == (3, 1, 1)
    assert (week.answers.precision, week.answers.recall) == (0.75, 0.75)
    (version,) = page.context["learning"].versions
    assert (version.name, version.answers.precision, version.is_in_use) == (BASE, 0.75, True)
    assert "75 %" in text_of(page)


def test_an_admin_rolls_back_and_takes_that_back(desk, admin):
    refit = make_refit()
    use(refit, 1)
    assert f"Back to {BASE}" in text_of(desk.get("/learning/"))
    page = desk.post("/learning/use/", {"number": 1, "refit": ""}, follow=True)
    assert model_in_use() == shipped()
    assert f"New suggestions are made with {BASE} from now on." in text_of(page)
    page = desk.post(f"/learning/changes/{ModelChange.objects.get(number=2).pk}/undo/", follow=True)
    assert f"Taken back: {refit.version} is in use again." in text_of(page)
    assert model_in_use().version == refit.version
    assert "took a change back" in text_of(page)


def test_who_looked_at_an_old_page_is_told(desk, admin):
    refit = make_refit()
    use(refit, 1)
    use(None, 2, by=admin)
    page = desk.post("/learning/use/", {"number": 1, "refit": refit.pk}, follow=True)
    assert f"ada has put {BASE} to use in the meantime" in text_of(page)
    assert model_in_use() == shipped()
    for sent in ({}, {"number": "x"}, {"number": "9" * 40}):
        desk.post("/learning/use/", sent | {"refit": refit.pk})
    assert desk.post("/learning/use/", {"number": 2, "refit": "abc"}).status_code == 404
    assert ModelChange.objects.count() == 2


def test_earlier_refits_are_on_further_pages(desk):
    for _ in range(17):
        make_refit(Outcome.NOT_BETTER)
    page = desk.get("/learning/")
    older = page.context["learning"].older
    assert f"?before={older}" in text_of(page)
    assert [refit.pk for refit in desk.get("/learning/", {"before": older}).context["learning"].refits] == [
        refit.pk for refit in Refit.objects.filter(pk__lt=older)
    ]
    assert "There are no earlier ones." in text_of(desk.get("/learning/", {"before": 1}))


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_same_number_of_queries_however_much_there_is(desk, admin):
    def more():
        make_evidence(model_version=BASE)
        refit = make_refit()
        number = ModelChange.objects.count() + 1
        use(refit, number, by=admin)

    more()
    one = queries(desk, "/learning/")
    for _ in range(2):
        more()
    assert queries(desk, "/learning/") == one


def test_only_admins_are_led_to_it(desk, client):
    assert 'href="/learning/"' in text_of(desk.get("/"))
    client.force_login(make_user())
    assert 'href="/learning/"' not in text_of(client.get("/"))


# --- the mark ---------------------------------------------------------------------------------------------------
def test_a_statement_is_marked_in_the_review_and_stays_where_it_was(desk):
    link = make_suggestion()
    address = f"/review/?link={link.pk}"
    assert "Nothing else fits" in text_of(desk.get(address))
    page = desk.post(f"/statements/{link.statement_id}/nothing-else/", {"next": address}, follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert "nothing else fits, says ada" in text_of(page)
    mark = NothingElse.objects.get()
    page = desk.post(f"/marks/{mark.pk}/undo/", {"next": address}, follow=True)
    assert "Taken back: other claims may fit this statement." in text_of(page)
    assert "nothing else fits, says" not in text_of(page)


def test_and_on_the_article(desk, admin):
    statement = make_statement()
    address = statement.article.get_absolute_url()
    assert f"/statements/{statement.pk}/nothing-else/" in text_of(desk.get(address))
    page = desk.post(f"/statements/{statement.pk}/nothing-else/", follow=True)
    assert "nothing else fits, says ada" in text_of(page)
    again = desk.post(f"/statements/{statement.pk}/nothing-else/", follow=True)
    assert "ada has marked this statement already." in text_of(again)
    mark = NothingElse.objects.get()
    desk.post(f"/marks/{mark.pk}/undo/")
    assert "ada has taken this back already." in text_of(desk.post(f"/marks/{mark.pk}/undo/", follow=True))
    mark_nothing_else(statement=statement, by=admin)
    assert NothingElse.objects.get().standing
