"""The regions of the screen, one a module."""
