"""Visit packages against a database."""
