"""The five tools, as the suite's table has them: their names, packages and demos."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from compare import ROOT


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


BINDINGS = ROOT / "conformance" / "bindings.toml"
TOOLS = [
    Tool(binding["tool"], package.removeprefix("cmult_"))
    for package, binding in tomllib.loads(BINDINGS.read_text("utf-8")).items()
    if package != "python"  # no binding, but what the traits are held against
]
