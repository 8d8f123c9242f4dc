"""Every column of text is known to hold something of a person, or nothing."""

import peewee

from smbcrm.models.persons import NO_PERSONS, PERSONS
from smbcrm.models.tables.base import table_of
from smbcrm.models.tables.catalogue import TABLES


def test_every_text_of_every_table_is_judged() -> None:
    """A new table or column has to be put into `models/persons.py`, so that an erase knows it."""
    texts = {
        (table_of(model), field.column_name)
        for model in TABLES
        for field in model._meta.sorted_fields
        if isinstance(field, peewee.TextField)
    }
    judged = [(held.table, text) for held in PERSONS for text in held.texts]
    judged += [(table, text) for table, names in NO_PERSONS.items() for text in names]
    assert sorted(judged) == sorted(texts)
