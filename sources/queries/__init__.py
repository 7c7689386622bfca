"""What the pages of sources ask the database: each a constant number of queries, however many rows are shown."""
