"""Only UTF-8 comes in: another declared charset could smuggle in text that no database column holds."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def only_utf8(get_response: GetResponse) -> GetResponse:
    """Middleware that answers 415, in words, to a request whose body says it is in another charset than UTF-8."""

    def answer(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.strip("\"' ").lower() not in {"utf-8", "us-ascii"}:
            return HttpResponse("Send text in UTF-8, please.", status=415, content_type="text/plain")
        return get_response(request)

    return answer
