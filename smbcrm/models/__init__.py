"""The databases: tables, stores, queries and migrations (the only place that knows peewee)."""
