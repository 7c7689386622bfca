"""Log-ins and passwords: what is said to whom, and to nobody."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache

from claims.roles import ADMIN, give_role

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"


@pytest.fixture(autouse=True)
def rana(settings):
    cache.clear()  # where attempts are counted
    return User.objects.create_user("rana", "rana@desk.example", "a password of hers")


def ask(client, address):
    answer = client.post(RESET, {"email": address}, follow=True)
    return answer.status_code, [where for where, _ in answer.redirect_chain], answer.content


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(client):
    known, unknown = ask(client, "rana@desk.example"), ask(client, "nobody@desk.example")
    assert known[:2] == unknown[:2] == (200, [f"{RESET}done/"])
    letter, other = mail.outbox
    assert f"{RESET}key/" in letter.body
    assert (letter.to, other.to) == (["rana@desk.example"], ["nobody@desk.example"])
    assert "sign up" not in other.body
    assert "/accounts/" not in other.body


def test_where_no_letter_can_be_sent_it_is_said_to_everybody_alike(client, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    known, unknown = ask(client, "rana@desk.example"), ask(client, "nobody@desk.example")
    assert known[0] == unknown[0] == 503
    assert b"ask an admin" in known[2]
    assert b"ask an admin" in unknown[2]
    assert "could not be sent" in caplog.text
    assert "key/" not in caplog.text, "no way to a new password in the log"


def test_a_password_cannot_be_guessed_at_will_and_the_limit_tells_nothing_of_it(client):
    def log_in(password):
        return client.post("/accounts/login/", {"login": "rana", "password": password})

    answers = [log_in(f"guess {n}") for n in range(11)]
    assert b"Too many failed" in answers[-1].content
    assert b"Too many failed" in log_in("a password of hers").content


def test_the_way_on_after_a_log_in_leads_to_no_other_desk(client):
    answer = client.post(
        "/accounts/login/", {"login": "rana", "password": "a password of hers", "next": "//harm.example/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_name_that_is_not_the_desks_is_refused_in_words_and_said_in_one_line(client, caplog):
    answer = client.get(RESET, headers={"host": "harm.example"})
    assert answer.status_code == 400
    assert "ALLOWED_HOSTS" in answer.content.decode()
    assert "harm.example" not in answer.content.decode()
    said = [record for record in caplog.records if "harm.example" in record.getMessage()]
    assert [(record.levelname, record.exc_info) for record in said] == [("WARNING", None)]


def test_nobody_signs_up_by_themselves(client):
    client.post(
        "/accounts/signup/",
        {"username": "mallory", "password1": "a fine password", "password2": "a fine password"},
    )
    assert b"Accounts are made by an admin" in client.get("/accounts/signup/").content
    assert [user.username for user in User.objects.all()] == ["rana"]


def test_with_a_second_factor_a_password_alone_opens_nothing_not_even_the_admin(client, rana, settings):
    settings.MFA_TOTP_TOLERANCE = 1  # half a minute may end between reading a code and typing it
    give_role(rana, ADMIN)
    EmailAddress.objects.create(
        user=rana, email=rana.email
    )  # no letter ever went to it: a desk may have no mail
    log_in = {"login": "rana", "password": "a password of hers"}
    client.post("/accounts/login/", log_in)
    client.post("/accounts/reauthenticate/", {"password": "a password of hers"})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    client.post("/accounts/logout/")
    cache.clear()  # a code counts once; here is no time to wait for the next
    answer = client.post("/accounts/login/?next=/admin/", log_in)
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    for inside in ("/", "/admin/", "/claims/"):
        assert "/login/" in client.get(inside)["Location"]
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert b"Incorrect code" in wrong.content
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


def code_of(secret):
    """What the person's telephone shows now."""
    _, counter, _ = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))
