"""Shopbell: a customer and till program for shops that know their customers."""

__version__ = "0.1.0"
