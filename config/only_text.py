"""Only text that a database can hold comes in with a request: UTF-8, and no NUL character in its address or cookies. What
forms send is refused by their fields, in words beside each.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from entities.written import NUL, without_nul

GetResponse = Callable[[HttpRequest], HttpResponse]


def only_text(get_response: GetResponse) -> GetResponse:
    """Middleware that answers, in words, 415 to a body in another charset than UTF-8, and 400 to a path with a NUL in it.
    In a query and in cookies, where no page of the desk puts one, a NUL is passed over.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.strip("\"' ").lower() not in {"utf-8", "us-ascii"}:
            return HttpResponse("Send text in UTF-8, please.", status=415, content_type="text/plain")
        if NUL in request.path_info:
            return HttpResponse("This address holds a NUL character.", status=400, content_type="text/plain")
        # Where the query and the cookies are read from: nobody has yet.
        request.META["QUERY_STRING"] = without_nul(request.META.get("QUERY_STRING", ""))
        if any(NUL in value for value in request.COOKIES.values()):
            request.COOKIES = {name: value for name, value in request.COOKIES.items() if NUL not in value}
        return get_response(request)

    return answer
