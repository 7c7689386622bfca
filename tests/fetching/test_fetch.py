"""What comes is bounded in hops, size and time, and nothing of it stands in an error."""

import gzip
import time
import tracemalloc
import zlib

import pytest

from sources.fetching import Bounds, Busy, FetchFailed, Gone, Known, TooBig, TooSlow, fetch
from tests.press import bomb

SECRET = "SECRET-OF-THE-SERVER"


def get(press, path, known=None, **bounds):
    return fetch(press.url(path), bounds=Bounds(allowed=press.allowed, **bounds), known=known)


def test_five_redirects_are_followed_and_a_sixth_is_not(press):
    for number in range(6):
        press.redirect(f"/{number}", f"/{number + 1}")
    press.page("/6", "Here")
    answer = get(press, "/1")
    assert answer.body == b"Here"
    assert answer.url == press.url("/6")
    with pytest.raises(FetchFailed, match="followed 5 times"):
        get(press, "/0")
    assert press.count("/6") == 1


def test_a_ring_of_redirects_ends(press):
    press.redirect("/ring", "/ring")
    with pytest.raises(FetchFailed):
        get(press, "/ring")
    assert press.count("/ring") == 6


def test_what_is_known_is_not_sent_again(press):
    press.page("/story", "Pier shut", etag='"7"', last_modified="Mon, 02 Sep 2024 10:00:00 GMT")
    first = get(press, "/story")
    assert first.known == Known('"7"', "Mon, 02 Sep 2024 10:00:00 GMT")
    again = get(press, "/story", known=first.known)
    assert again.unchanged
    assert again.body == b""


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"Pier shut", mtime=0), zlib.compress(b"Pier shut")], ids=["gzip", "zlib"]
)
def test_a_packed_answer_is_unpacked(press, packed):
    press.page("/story", packed, content_encoding="gzip" if packed[:1] == b"\x1f" else "deflate")
    assert get(press, "/story").body == b"Pier shut"


def test_deflate_without_a_header_and_gzip_in_parts_are_unpacked(press):
    bare = zlib.compressobj(wbits=-15)
    press.page("/bare", bare.compress(b"Pier shut") + bare.flush(), content_encoding="deflate")
    press.page("/parts", gzip.compress(b"Pier ") + gzip.compress(b"shut"), content_encoding="gzip")
    assert get(press, "/bare").body == b"Pier shut"
    assert get(press, "/parts").body == b"Pier shut"


@pytest.mark.parametrize(
    "packed", [bomb(400), zlib.compress(b"\0" * 200_000_000, 9)], ids=["gzip", "deflate"]
)
def test_a_bomb_is_cut_before_it_fills_the_memory(press, packed):
    press.page("/bomb", packed, content_encoding="gzip" if packed[:1] == b"\x1f" else "deflate")
    tracemalloc.start()
    with pytest.raises(TooBig):
        get(press, "/bomb")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_a_packing_that_nobody_asked_for_is_not_unpacked(press, encoding):
    press.page("/story", b"\x8b\xff" * 50, content_encoding=encoding)
    with pytest.raises(FetchFailed, match="did not ask for"):
        get(press, "/story")
    assert press.asked[0][1]["accept-encoding"] == "gzip, deflate"


def test_an_endless_body_ends(press):
    press.plays("/endless", press.endless)
    with pytest.raises(TooBig, match="larger than 5 MB"):
        get(press, "/endless")


@pytest.mark.parametrize("play", ["dripping", "dripping_headers", "silent"])
def test_however_slowly_it_comes_it_is_over_in_time(press, play):
    press.plays("/slow", getattr(press, play))
    begun = time.monotonic()
    with pytest.raises(TooSlow, match=r"after 0\.3 seconds"):
        get(press, "/slow", seconds=0.3)
    assert time.monotonic() - begun < 30  # the server would go on for ever


def test_a_name_server_that_does_not_answer_does_not_hold_it_up(press):
    with pytest.raises(TooSlow):
        fetch(
            "http://press.example/",
            bounds=Bounds(seconds=0.2, resolve=lambda host: press.ended.wait(20) and []),
        )


def test_the_bounds_are_those_that_were_asked_for():
    assert (Bounds().redirects, Bounds().bytes, Bounds().seconds) == (5, 5_000_000, 20)


@pytest.mark.parametrize(
    ("status", "expected"), [(404, Gone), (410, Gone), (403, FetchFailed), (429, Busy), (500, FetchFailed)]
)
def test_what_a_server_refuses_is_said_in_words_without_its_own(press, status, expected):
    press.page("/story", SECRET, status=status, retry_after="120", x_note=SECRET)
    with pytest.raises(expected) as failed:
        get(press, "/story")
    assert SECRET not in str(failed.value)
    assert str(status) in str(failed.value)
    if isinstance(failed.value, Busy):
        assert failed.value.seconds == 120


def test_what_is_broken_is_said_in_words_without_its_own(press):
    press.plays("/cut", press.cut_off)
    press.plays("/odd", lambda handler: handler.wfile.write(f"{SECRET} no http\r\n\r\n".encode()))
    press.page("/gzip", SECRET, content_encoding="gzip")
    press.page("/half", gzip.compress(SECRET.encode() * 99)[:30], content_encoding="gzip")
    for path in ("/cut", "/odd", "/gzip", "/half"):
        with pytest.raises(FetchFailed) as failed:
            get(press, path)
        assert SECRET not in str(failed.value)


def test_each_host_on_the_way_is_waited_for_and_that_time_does_not_count(press):
    press.redirect("/story", press.url("/there"))
    press.page("/there", "Here")
    hosts = []

    def at_host(host):
        hosts.append(host)
        time.sleep(0.4)

    bounds = Bounds(allowed=press.allowed, seconds=0.5)
    assert fetch(press.url("/story"), bounds=bounds, at_host=at_host).body == b"Here"
    assert hosts == [f"127.0.0.1:{press.port}"] * 2
