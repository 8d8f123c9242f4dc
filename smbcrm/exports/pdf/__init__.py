"""Paper as PDF: the fonts, the sheet that is drawn on, and what is put on it."""
