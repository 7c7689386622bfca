"""Why the desk did not start, or had to stop: one line for a person."""


class Refused(Exception):
    """The desk cannot run; the text says why and what to do, in one line."""


def first_line(error: BaseException) -> str:
    """Return the first line of an error's text that says something, or its name."""
    lines = [line.strip() for line in str(error).splitlines()]
    return next((line for line in lines if line), type(error).__name__)
