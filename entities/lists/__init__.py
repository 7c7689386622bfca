"""Lists of people and organisations as files hold them: CSV, JSON Lines, and entities as Wikidata gives them."""
