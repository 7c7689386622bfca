"""The one error that private servers raise, fit to be shown as it is."""


class ServiceFailure(Exception):
    """A private server cannot be used; the text says which, why, and what to do, in one line."""
