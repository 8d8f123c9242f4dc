"""What is understood of foreign lists."""
