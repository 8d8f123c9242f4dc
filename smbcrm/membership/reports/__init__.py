"""Reports: figures as one neutral document, for the screen, for paper and for spreadsheets."""
