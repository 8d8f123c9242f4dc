"""How the program looks: colours, type, icons and the style sheet, in light and dark."""
