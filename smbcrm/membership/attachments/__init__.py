"""Files of customers: a contract, a photograph, a chat log; their bytes lie beside the database."""
