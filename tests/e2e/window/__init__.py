"""The window as a process of its own: how it starts, and how it dies."""
