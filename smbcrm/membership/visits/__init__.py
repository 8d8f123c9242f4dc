"""What is done with visits that were paid ahead: use, pause, resumption, extension."""
