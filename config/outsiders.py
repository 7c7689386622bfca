"""From somebody who is not logged in nothing large is read: looking for a form's token alone would write a file of any size
to the disk.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def little_from_outsiders(get_response: GetResponse) -> GetResponse:
    """Middleware that answers 413, in words, and reads nothing. Behind AuthenticationMiddleware; the people of the desk have
    limits of their own, in words that fit what they brought.
    """

    # As large as a form may be: what somebody wrote while their log-in ran out is kept (config/kept.py).
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > most and not request.user.is_authenticated:
            return HttpResponse(
                "This is more than the desk reads. Log in first.", status=413, content_type="text/plain"
            )
        return get_response(request)

    return answer
