"""The look: colours, type, icons, style sheet."""
