"""Requests: whoever asks says who, where and under which id; the same request counts once."""
