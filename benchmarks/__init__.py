"""Measurements of quality and speed; `make bench` runs them."""
