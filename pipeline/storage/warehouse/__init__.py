"""Runs in a database: SQLite, DuckDB or PostgreSQL, by one address. Loading is an upsert; nothing older overwrites anything newer."""
