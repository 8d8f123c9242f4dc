"""Reading foreign lists: the parsing happens in a child process that may fail without harm."""
