"""What my_package does."""

from my_package._native import add

__all__ = ["add"]
