"""What customers are given: vouchers, singly, in lists and for points; rewards for points."""
