"""The desk's pages: thin doors to the use cases."""
