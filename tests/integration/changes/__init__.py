"""What one program says to another, on both databases."""
