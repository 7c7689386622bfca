"""Ask the pages of this machine whether they are well: `python -m config.probe`, a container's health check."""

import http.client
import os
import sys

TIMEOUT_SECONDS = 4


def healthy(port: int, host_header: str) -> bool:
    """Return whether /healthz at `port` of this machine answers 200 to a request for `host_header`."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": host_header, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    # Read here, not from the settings: the check runs every few seconds and should cost next to nothing.
    allowed = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")
    known = [name.strip().lstrip(".") for name in allowed if name.strip() not in {"", "*"}]
    sys.exit(0 if healthy(int(os.environ.get("PORT", "8000")), [*known, "localhost"][0]) else 1)
