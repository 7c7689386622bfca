"""Only UTF-8 without NUL comes in: anything else could smuggle in text that no database column holds."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def only_utf8(get_response: GetResponse) -> GetResponse:
    """Middleware that answers, in words, 415 to a body in another charset than UTF-8, and 400 to an address of the
    admin with a NUL in it.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.strip("\"' ").lower() not in {"utf-8", "us-ascii"}:
            return HttpResponse("Send text in UTF-8, please.", status=415, content_type="text/plain")
        # The desk's own pages take care of themselves; Django's admin hands such addresses to the database.
        address = f"{request.path}?{request.META.get('QUERY_STRING', '')}"
        if request.path.startswith("/admin/") and ("\x00" in address or "%00" in address):
            return HttpResponse("This address holds a NUL character.", status=400, content_type="text/plain")
        return get_response(request)

    return answer
