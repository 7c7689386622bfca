"""English as the desk writes it."""
