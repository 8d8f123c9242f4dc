"""The worked examples in docs/examples, played in a shop as they are written."""
