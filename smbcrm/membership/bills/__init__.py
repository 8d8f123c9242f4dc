"""The e-bill: the snapshot written with every operation at the till."""
