"""The kinds of vouchers, one file each."""
