"""The archive in one SQLite file, with a folder beside it for large captures."""
