"""The domain: one folder per feature, each with types, rules, ports and service."""
