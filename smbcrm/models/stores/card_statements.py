"""Which card a customer uses, as other statements ask for it beside a customer `c`."""

LIVING_CARD = (
    "(SELECT number FROM card WHERE customer = c.id AND state IN ('active', 'issued') "
    "AND (valid_until IS NULL OR valid_until >= ?) "
    "ORDER BY issued_on DESC, number DESC LIMIT 1)"
)
"""The number of the newest card that may be used on a business date, which is the parameter."""
