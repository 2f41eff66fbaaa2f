"""A tool is a folder of `more-roads` with a tool.toml: read what it says.

    python -m compare.roads.folders     every Python package that is needed, a line each
    python -m compare.roads.folders X   those that X alone is built with

    name        as people write it
    takes       what it binds: C, C++ or Rust
    module      what Python imports; has a `multiply(int_param, float_param)`
    version-of  whose version is told: a crate of the folder's Cargo.lock, or else a
                Python package; or a command that prints it, as a list
    page        the files that somebody writes to bind the core
    build       the files that say how it is built
    needs       programs that pip does not bring
    pip         packages that a build backend would fetch by itself (optional)
    hint        what to install where it fails (optional)
    slow        takes more than a minute: `--quick` leaves it out (optional)

What pip has to bring stands where each tool wants it, in pyproject.toml. A tool that is
built with another version than the rest has a requirements.txt, and is built apart.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from compare import ROOT
from compare.cost import lines

FOLDER = ROOT / "more-roads"
# Builds the floor in C, whatever else is there.
SETUPTOOLS = "setuptools"


@dataclass(frozen=True)
class Tool:
    """One tool, as its folder describes it."""

    folder: Path

    @property
    def key(self) -> str:
        """The name by which the command line knows it."""
        return self.folder.name

    @cached_property
    def says(self) -> dict[str, Any]:
        """What stands in tool.toml."""
        return tomllib.loads((self.folder / "tool.toml").read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        """The name that people know it by."""
        return str(self.says["name"])

    @property
    def module(self) -> str:
        """What Python imports."""
        return str(self.says["module"])

    @property
    def slow(self) -> bool:
        """Whether it takes more than a minute to install and build."""
        return bool(self.says.get("slow"))

    @property
    def example(self) -> Path:
        """The script that shows it."""
        return self.folder / "example.py"

    @property
    def own_lock(self) -> Path:
        """What locks the versions that it alone is built with, if it is there."""
        return self.folder / "requirements.txt"

    @cached_property
    def project(self) -> dict[str, Any]:
        """What stands in pyproject.toml."""
        path = self.folder / "pyproject.toml"
        return tomllib.loads(path.read_text(encoding="utf-8"))

    def build_requires(self) -> list[str]:
        """Return the Python packages that it is built with."""
        return list(self.project["build-system"]["requires"])

    def requires(self) -> list[str]:
        """Return the Python packages that it needs in the environment of all."""
        return [
            *([] if self.own_lock.exists() else self.build_requires()),
            *self.project["project"].get("dependencies", []),
            *self.says.get("pip", []),
        ]

    def lines(self, what: str) -> int:
        """Count the lines of code of its page, or of what builds it."""
        return sum(
            lines.code_lines((self.folder / name).read_text("utf-8"), Path(name).suffix)
            for name in self.says[what]
        )

    def crate_version(self, crate: str) -> str | None:
        """Return the version of a crate that the folder's Cargo.lock pins."""
        lock = self.folder / "Cargo.lock"
        if not lock.exists():
            return None
        pattern = rf'^name = "{re.escape(crate)}"\nversion = "(.+)"$'
        found = re.search(pattern, lock.read_text("utf-8"), re.MULTILINE)
        return found[1] if found else None


def all_tools(folder: Path = FOLDER) -> list[Tool]:
    """Return every tool, by name."""
    return [Tool(path.parent) for path in sorted(folder.glob("*/tool.toml"))]


def requirements(tools: list[Tool]) -> list[str]:
    """Return all Python packages that tools need, once each."""
    return sorted({SETUPTOOLS, *(name for tool in tools for name in tool.requires())})


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print("\n".join(Tool(FOLDER / sys.argv[1]).build_requires()))
    else:
        print("\n".join(requirements(all_tools())))
