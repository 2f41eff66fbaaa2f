"""The five tools: what each is called, its package, and where its source lies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tool:
    """One tool and its demo."""

    name: str  # in words
    key: str  # in the names of packages and folders

    @property
    def package(self) -> str:
        """The package of the demo."""
        return f"cmult_{self.key}"

    @property
    def demo(self) -> str:
        """The folder of the demo."""
        return f"{self.key}-demo"


TOOLS = [
    Tool("ctypes", "ctypes"),
    Tool("CFFI", "cffi"),
    Tool("Cython", "cython"),
    Tool("cxx + pybind11", "cxx"),
    Tool("PyO3", "pyo3"),
]
