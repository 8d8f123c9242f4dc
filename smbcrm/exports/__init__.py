"""Files in and out: readers of spreadsheets, writers of lists and documents."""
