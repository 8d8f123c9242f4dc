"""Visit packages: visits that are paid ahead, counted, for a time, or both."""
