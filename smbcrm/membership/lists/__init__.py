"""Lists that leave the program: neutral tables for whatever writes files."""
