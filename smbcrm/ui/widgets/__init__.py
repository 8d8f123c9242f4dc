"""What screens are made of: labels, buttons, fields, cards, tables, and what floats above them."""
