"""The window: screens over the services, in PySide6."""
