"""Merging: two customers who are one person become one, and two again within 30 days."""
