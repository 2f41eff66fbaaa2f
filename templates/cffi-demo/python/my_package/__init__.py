"""What my_package does."""

from my_package._numbers import add

__all__ = ["add"]
