"""What every table class shares.

The classes are bound to no database: several shops may be open at once, so each query is executed
on the database it is given (`query.execute(db)`).
"""

import peewee


class Table(peewee.Model):
    """Base of all tables."""

    class Meta:
        legacy_table_names = False


def table_of(model: type[peewee.Model]) -> str:
    """Return the name of a table class in the database."""
    name: str = model._meta.table_name  # noqa: SLF001 - peewee's documented metadata
    return name
