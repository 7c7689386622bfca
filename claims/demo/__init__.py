"""The demo newsroom: our own articles about real events, read and decided by the same use cases as anybody's."""
