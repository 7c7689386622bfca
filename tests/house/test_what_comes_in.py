"""Requests that no page of the desk sends: refused in words, never a 500."""

import gzip

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse, QueryDict
from django.test import Client

from claims.models import Claim
from claims.roles import EDITOR, give_role
from config.head import headers_alone

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    editor = User.objects.create(username="edda")
    give_role(editor, EDITOR)
    client.force_login(editor)
    client.raise_request_exception = True
    return client


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "utf-7", "latin-1", "utf-16", "no-such-charset", "idna"]
)
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=end"])
def test_only_utf_8_comes_in(desk, kind, charset):
    body = b'--end\r\nContent-Disposition: form-data; name="text"\r\n\r\nHalf \\ud83d a pair\r\n--end--\r\n'
    answer = desk.generic("POST", "/claims/new/", body, content_type=f"{kind}; charset={charset}")
    assert answer.status_code == 415
    assert "UTF-8" in answer.content.decode()


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_utf_8_comes_in_whatever_its_name(desk, charset):
    answer = desk.generic(
        "POST",
        "/claims/new/",
        b"text=The+pier+is+open",
        content_type=f"application/x-www-form-urlencoded; charset={charset}",
    )
    assert answer.status_code == 302
    assert Claim.objects.get().text == "The pier is open"


@pytest.mark.parametrize(
    "bad", [b"text=%ff%fe%80", b"text=%ed%a0%80+half+a+pair", b"text=a%00b+c+d", b"%00=%00", b"text"]
)
def test_bytes_that_are_no_text_change_nothing_but_the_form(desk, bad):
    answer = desk.generic("POST", "/claims/new/", bad, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {302, 422}
    assert all("\x00" not in claim.text for claim in Claim.objects.all())


@pytest.mark.parametrize("query", ["q=zeppelin%00", "q=%00zeppelin", "q=z%0%000eppelin", "q%00=zeppelin"])
def test_a_nul_in_a_query_is_passed_over(desk, query):
    answer = desk.get("/claims/", QUERY_STRING=query)
    assert answer.status_code == 200
    assert QueryDict("q=zeppelin") == answer.wsgi_request.GET


def test_a_nul_in_a_path_is_refused_in_words(desk):
    answer = desk.get("/reconcile/suggest/%00/")
    assert answer.status_code == 400
    assert "NUL character" in answer.content.decode()


def test_a_cookie_that_no_database_holds_is_nobodys(client):
    answer = client.get("/claims/", headers={"cookie": r'sessionid="aaaaaaaaaaaaaaaa\000aaaaaaaaaaaaaaaa"'})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("pk", ["9223372036854775808", "9" * 40])
@pytest.mark.parametrize(
    "address", ["/claims/{}/", "/claims/{}/notes/new/", "/articles/{}/", "/entities/{}/"]
)
def test_an_id_that_no_row_can_have_is_no_address(desk, address, pk):
    assert desk.get(address.format(pk)).status_code == 404


def test_a_body_beyond_the_limit_gets_a_page_in_words(desk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    answer = desk.post("/claims/new/", {"text": "word " * 10_000})
    assert answer.status_code == 400
    assert "too large" in answer.content.decode()
    assert not Claim.objects.exists()


def test_a_page_travels_packed_to_whoever_can_unpack_it(desk):
    plain = desk.get("/claims/")
    packed = desk.get("/claims/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert b"New claim" in gzip.decompress(packed.content)


def test_nothing_large_is_read_from_somebody_who_is_not_logged_in(settings, monkeypatch):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_800_000
    csrf = Client(enforce_csrf_checks=True)
    csrf.get("/accounts/login/")  # whoever has the cookie gets as far as the form
    stored: list[str] = []
    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", lambda *_, **__: stored.append("a file"))
    file = SimpleUploadedFile("large.bin", b"x" * 3_000_000)
    answer = csrf.post("/accounts/login/", {"login": "edda", "file": file})
    assert answer.status_code == 413
    assert stored == []


def test_an_answer_to_head_has_the_headers_alone(rf):
    def page(_):
        return HttpResponse("ok", headers={"Content-Length": "2"})

    answer = headers_alone(page)(rf.head("/healthz"))
    assert (answer.content, answer["Content-Length"]) == (b"", "2")
    assert headers_alone(page)(rf.get("/healthz")).content == b"ok"
