"""What test_processes.py has done in other processes: there it must be importable."""

from __future__ import annotations

import importlib
import os
from typing import cast

from .api import Binding, Product


def twice(product: Product) -> Product:
    """Doubles a product that came from another process, and gives it back."""
    assert product.closed is False
    product.multiply_by(2.0)
    return product


def closed(module: str) -> Product:
    """Gives back a product that cannot be pickled any more."""
    binding = cast(Binding, importlib.import_module(module))
    product = binding.Product(2.0)
    product.close()
    return product


def panic(module: str) -> None:
    """Panics in Rust."""
    cast(Binding, importlib.import_module(module))._panic()


def process() -> int:
    """Says where it runs."""
    return os.getpid()
