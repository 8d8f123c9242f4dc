"""The tables as peewee classes, one file per feature."""
