"""Settings: a list of parts at the left, and a form that saves each thing at once."""
