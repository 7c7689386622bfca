"""Logging in and out, the second factor, and the desk's own pages for what went wrong."""

import pytest
from django.test import Client, override_settings
from django.urls import path

from claims.models import Topic
from claims.roles import ADMIN
from config.urls import urlpatterns as desk_urls
from tests.claims.factories import make_claim, make_user

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [*desk_urls, path("broken/", broken)]


@pytest.fixture
def edda():
    user = make_user(username="edda")
    user.set_password("quay-and-pier")
    user.email = "edda@desk.example"
    user.save()
    return user


@pytest.fixture(autouse=True)
def own_cache(settings):
    """Failed log-ins are counted in the cache; each test begins at nought."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "account"}
    }
    from django.core.cache import cache

    cache.clear()


@pytest.mark.parametrize("name", ["edda", "edda@desk.example"])
def test_logging_in_leads_to_where_one_wanted_to_go(client, edda, name):
    page = client.post("/accounts/login/?next=/claims/", {"login": name, "password": "quay-and-pier"})
    assert page["Location"] == "/claims/"


def test_a_wrong_password_is_said_plainly_and_tells_nothing_more(client, edda):
    wrong = client.post("/accounts/login/", {"login": "edda", "password": "nope"}).content.decode()
    unknown = client.post("/accounts/login/", {"login": "nobody", "password": "nope"}).content.decode()
    told = 'role="alert">The username and/or password you specified are not correct.</p>'
    assert told in wrong
    assert told in unknown
    assert 'name="login" value="edda"' in wrong


def test_guessing_passwords_is_slowed_down_and_said(client, edda):
    for _ in range(5):
        client.post("/accounts/login/", {"login": "edda", "password": "nope"})
    page = client.post("/accounts/login/", {"login": "edda", "password": "quay-and-pier"}).content.decode()
    assert "Too many failed login attempts. Try again later." in page
    for _ in range(30):
        last = client.post("/accounts/login/", {"login": "somebody", "password": "nope"})
    assert last.status_code == 429
    assert "the desk waits a little" in last.content.decode()


def test_nobody_signs_up(client):
    page = client.get("/accounts/signup/", follow=True)
    assert "Accounts are made by an admin" in page.content.decode()


def test_logging_out_is_by_post(client, edda):
    client.force_login(edda)
    assert "Log out?" in client.get("/accounts/logout/").content.decode()
    assert client.get("/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/accounts/login/"
    assert client.get("/")["Location"] == "/accounts/login/?next=/"


@pytest.mark.parametrize("address", ["/accounts/2fa/", "/accounts/password/change/"])
def test_account_pages_stand_in_the_desks_frame(client, edda, address):
    client.post("/accounts/login/", {"login": "edda", "password": "quay-and-pier"})
    page = client.get(address).content.decode()
    assert '<nav aria-label="Desk">' in page
    assert 'class="card' in page


def test_the_admin_is_behind_the_desks_own_log_in(client):
    assert client.get("/admin/login/")["Location"].startswith("/accounts/login/")
    assert client.get("/admin/")["Location"].startswith("/admin/login/")


def test_admins_only_look_at_claims_and_topics_in_the_django_admin(client):
    claim = make_claim(topic="Harbour")
    client.force_login(make_user(ADMIN))
    topic = Topic.objects.get()
    assert client.post(f"/admin/claims/topic/{topic.pk}/change/", {"name": "Harbours"}).status_code == 403
    looked_at = client.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()
    assert claim.text in looked_at
    assert 'name="_save"' not in looked_at
    assert client.post(f"/admin/claims/claim/{claim.pk}/change/", {"text": "Other"}).status_code == 403
    assert client.post(f"/admin/claims/claim/{claim.pk}/delete/", {"post": "yes"}).status_code == 403


def test_an_unknown_address_shows_the_desks_page_to_anybody(client, edda):
    assert "There is nothing at this address" in client.get("/nowhere/").content.decode()
    client.force_login(edda)
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert "Go to the desk" in page.content.decode()


def test_a_form_without_its_token_is_explained(edda):
    client = Client(enforce_csrf_checks=True)
    client.force_login(edda)
    page = client.post("/claims/new/", {"text": "The pier is open"})
    assert page.status_code == 403
    assert "This form was too old to be trusted" in page.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_failure_has_a_page_that_needs_nothing(edda):
    client = Client(raise_request_exception=False)
    client.force_login(edda)
    page = client.get("/broken/")
    assert page.status_code == 500
    assert "Something failed on our side" in page.content.decode()


def test_no_page_needs_inline_styles_scripts_or_other_sites(client, edda):
    claim = make_claim()
    client.force_login(edda)
    for address in (
        "/",
        "/claims/",
        "/review/",
        "/claims/new/",
        f"/claims/{claim.pk}/",
        f"/claims/{claim.pk}/decide/",
    ):
        response = client.get(address)
        page = response.content.decode()
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert " style=" not in page
        assert "<style" not in page
        assert "onclick" not in page
        assert "://" not in page.replace("http://www.w3.org", "")
