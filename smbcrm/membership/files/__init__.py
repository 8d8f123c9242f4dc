"""Files that people are given: where they may be written."""
