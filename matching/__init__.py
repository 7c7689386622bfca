"""Comparing names, and comparing a statement to a claim. Pure: no database, no framework."""
