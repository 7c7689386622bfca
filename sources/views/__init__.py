"""The pages of articles and their statements: thin doors to the use cases."""
