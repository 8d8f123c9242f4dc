"""Tables as workbooks of Excel (.xlsx)."""
