"""Finding the claims that a statement may bear on, and the statements that may bear on a claim."""
