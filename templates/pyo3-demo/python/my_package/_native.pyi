from typing import SupportsIndex

__all__ = ["add"]

def add(a: SupportsIndex, b: SupportsIndex) -> int: ...
