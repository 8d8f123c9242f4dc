"""Vouchers: what takes something off a later sale, each a lot of one unit with a code."""
