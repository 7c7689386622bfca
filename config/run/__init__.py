"""`make run`: everything that a desk on one machine needs, started in order, watched, and stopped together.

    python -m config.run

docs/decisions/0003-one-process-that-watches.md has the reasons.
"""
