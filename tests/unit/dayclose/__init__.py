"""The close of a day: rules alone."""
