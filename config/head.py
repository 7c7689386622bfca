"""An answer to HEAD has the headers of the one to GET and nothing after them; Django leaves that to the server, which warns."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def headers_alone(get_response: GetResponse) -> GetResponse:
    """Middleware, the outermost: monitors ask by HEAD, every few seconds."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response

    return answer
