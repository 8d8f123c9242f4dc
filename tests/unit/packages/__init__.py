"""Rules of visit packages."""
