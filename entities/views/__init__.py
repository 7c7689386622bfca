"""The pages of people and organisations: thin doors to the use cases."""
