"""Searching everything: what is asked for, what is found of each kind, and how it is shown."""
