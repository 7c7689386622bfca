"""No spelling, name server or redirect leads inside: nothing forbidden is ever connected to."""

import socket
from ipaddress import ip_address

import httpcore
import pytest

from sources.fetching import Bounds, FetchFailed, Forbidden, fetch, host_of
from sources.fetching.addresses import is_public
from tests.fetching.hostile import ANSWERED, TYPED

PUBLIC = "93.184.216.34"


class Connections:
    """Takes the place of connecting: notes where to, and connects nowhere, or to the test's own server."""

    def __init__(self, port=None):
        self.made, self.port = [], port

    def __call__(self, address, port, seconds):
        self.made.append((address, port))
        if self.port is None:
            raise httpcore.ConnectError("nobody connects in this test")
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout=seconds)


def names(**known):
    """A name server that knows these; several answers are given one after the other."""

    def resolve(host):
        answers = known[host.replace(".", "_")]
        return answers.pop(0) if isinstance(answers[0], list) else answers

    return resolve


def noting(asked):
    """A name server that notes what it is asked, and answers with a public address."""

    def resolve(host):
        asked.append(host)
        return [PUBLIC]

    return resolve


def test_the_tables_are_as_long_as_they_ought_to_be():
    assert len(set(TYPED)) >= 80
    assert len(ANSWERED) >= 10


@pytest.mark.parametrize("address", TYPED)
def test_a_hostile_address_is_refused_and_nothing_is_connected_to(address):
    connections = Connections()
    asked: list[str] = []
    with pytest.raises(Forbidden) as refused:
        fetch(address, bounds=Bounds(connect=connections, resolve=noting(asked)))
    assert connections.made == []
    assert asked == [], "not even looked up"
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("answer", ANSWERED, ids=",".join)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_means_an_inside_address_is_refused_even_beside_a_public_one(answer, scheme):
    connections = Connections()
    with pytest.raises(Forbidden):
        fetch(
            f"{scheme}://press.example/",
            bounds=Bounds(connect=connections, resolve=names(press_example=answer)),
        )
    assert connections.made == []


@pytest.mark.parametrize("address", TYPED[:60])
def test_a_redirect_to_a_hostile_address_is_refused_after_the_first_hop(press, address):
    press.redirect("/story", address)
    connections = Connections(press.port)
    bounds = Bounds(allowed=press.allowed, connect=connections, resolve=names(press_example=[PUBLIC]))
    with pytest.raises(FetchFailed) as refused:
        fetch(press.url("/story"), bounds=bounds)
    assert connections.made == [("127.0.0.1", press.port)]
    assert "SECRET" not in str(refused.value)
    assert "127" not in str(refused.value).replace("127.0.0.1:", "")


def test_a_public_name_is_connected_to_at_the_address_that_was_checked_with_its_own_host(press):
    press.page("/story", "All is well")
    connections = Connections(press.port)
    asked = []

    def resolve(host):
        asked.append(host)
        return [PUBLIC, "2606:4700::1111"]

    answer = fetch("http://Press.Example./story#part", bounds=Bounds(connect=connections, resolve=resolve))
    assert answer.body == b"All is well"
    assert connections.made == [(PUBLIC, 80)]
    assert asked == ["press.example"]
    assert press.asked[0][1]["host"] == "press.example"


def test_a_name_server_that_changes_its_answer_is_asked_again_and_caught(press):
    """The first request goes to a public address; the redirect back to the same name finds it inside by then."""
    press.redirect("/story", "http://press.example/again")
    press.page("/again", "SECRET-OF-THE-INSIDE")
    connections = Connections(press.port)
    resolve = names(press_example=[[PUBLIC], ["127.0.0.1"]])
    with pytest.raises(Forbidden) as refused:
        fetch("http://press.example/story", bounds=Bounds(connect=connections, resolve=resolve))
    assert connections.made == [(PUBLIC, 80)]
    assert press.count("/again") == 0
    assert "SECRET" not in str(refused.value)


def test_within_one_request_the_name_is_looked_up_once(press):
    """Checked and connected to are one and the same answer: there is no second one to be different."""
    press.page("/story", "All is well")
    resolve = names(press_example=[[PUBLIC], ["127.0.0.1"]])
    connections = Connections(press.port)
    assert fetch("http://press.example/story", bounds=Bounds(connect=connections, resolve=resolve)).body
    assert connections.made == [(PUBLIC, 80)]


def test_a_meta_refresh_is_not_followed(press):
    press.page("/story", '<meta http-equiv="refresh" content="0;url=http://169.254.169.254/">')
    connections = Connections(press.port)
    fetch(press.url("/story"), bounds=Bounds(allowed=press.allowed, connect=connections))
    assert connections.made == [("127.0.0.1", press.port)]


def test_loopback_is_open_for_the_test_server_alone(press):
    press.page("/story", "All is well")
    other = socket.socket()
    other.bind(("127.0.0.1", 0))
    other.listen()
    bounds = Bounds(allowed=press.allowed)
    assert fetch(press.url("/story"), bounds=bounds).body == b"All is well"
    for forbidden in (
        f"http://127.0.0.1:{other.getsockname()[1]}/",
        f"http://127.0.0.2:{press.port}/",
        f"http://[::1]:{press.port}/",
        f"http://localhost:{press.port}/",
        f"http://0.0.0.0:{press.port}/",
    ):
        with pytest.raises(Forbidden):
            fetch(forbidden, bounds=bounds)
    connections = Connections()
    with pytest.raises(Forbidden):  # a public host at the test server's port
        fetch(
            f"http://press.example:{press.port}/",
            bounds=Bounds(allowed=press.allowed, connect=connections, resolve=lambda host: [PUBLIC]),
        )
    assert connections.made == []
    with pytest.raises(Forbidden):
        fetch(press.url("/story"), bounds=Bounds())
    other.setblocking(False)
    with pytest.raises(BlockingIOError):
        other.accept()
    other.close()


def test_tls_is_spoken_with_the_name_and_not_with_the_number():
    asked = []

    class Stream(httpcore.NetworkStream):
        def start_tls(self, ssl_context, server_hostname=None, timeout=None):  # noqa: ARG002
            asked.append((server_hostname, ssl_context.check_hostname))
            raise httpcore.ConnectError("far enough")

        def close(self):
            pass

        def get_extra_info(self, info):  # noqa: ARG002
            return None

    made: list[tuple[str, int]] = []

    def connect(address, port, seconds):
        made.append((address, port))
        return Stream()

    bounds = Bounds(
        connect=connect,
        resolve=names(press_example=[PUBLIC]),
    )
    with pytest.raises(FetchFailed):
        fetch("https://press.example/", bounds=bounds)
    assert made == [(PUBLIC, 443)]
    assert asked == [("press.example", True)]


def test_nothing_is_taken_from_the_environment(press, monkeypatch):
    press.page("/story", "All is well")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://10.0.0.1:3128")
    connections = Connections(press.port)
    assert fetch(press.url("/story"), bounds=Bounds(allowed=press.allowed, connect=connections)).body
    assert connections.made == [("127.0.0.1", press.port)]


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::1", "192.0.1.1"]
)
def test_the_public_web_is_open(address):
    assert is_public(ip_address(address))


def test_a_host_has_one_form():
    assert host_of("https://www.Press.Example./a") == "press.example"
    assert host_of("https://münchen.example/") == "xn--mnchen-3ya.example"
    assert host_of("http://127.0.0.1:8080/x") == "127.0.0.1:8080"
    assert host_of("nonsense") == ""
