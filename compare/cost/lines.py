"""Lines of glue: how much somebody wrote to bring the core to Python.

Counted are lines with code on them: a line that is blank, or all comment or
docstring, says nothing about the tool. A docstring of C++ is a raw string, `R"(...)"`.
A file is part of the finished binding, of the first attempt (`raw...`), or of neither:

- the manifests and build scripts are counted apart (`build`), and so is the C ABI,
  which three of the tools share;
- examples, tests, and the C++ library `cppmult` do not count;
- nor does `aio`, with the `job` under it: only two of the bindings have one;
- nor does `exchange`, which hands an array to others and is no part of the contract;
- nor does what a tool wrote: stubs (`.pyi`), generated C;
- nor do Rust's unit tests, which are the end of their file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pygments.lexer import Lexer
from pygments.lexers.c_cpp import CppLexer
from pygments.lexers.configs import TOMLLexer
from pygments.lexers.html import XmlLexer
from pygments.lexers.make import CMakeLexer
from pygments.lexers.python import CythonLexer, PythonLexer
from pygments.lexers.rust import RustLexer
from pygments.token import Comment, String, is_token_subtype

from compare import ROOT

LANGUAGES: dict[str, tuple[str, type[Lexer]]] = {
    ".c": ("C", CppLexer),
    ".cpp": ("C++", CppLexer),
    ".h": ("C", CppLexer),
    ".hpp": ("C++", CppLexer),
    ".i": ("SWIG", CppLexer),
    ".pxd": ("Cython", CythonLexer),
    ".pxi": ("Cython", CythonLexer),
    ".py": ("Python", PythonLexer),
    ".pyx": ("Cython", CythonLexer),
    ".rs": ("Rust", RustLexer),
    ".sip": ("SIP", CppLexer),
    ".toml": ("TOML", TOMLLexer),
    ".txt": ("CMake", CMakeLexer),
    ".xml": ("XML", XmlLexer),
}
BUILD_FILES = (
    "Cargo.toml", "build.rs", "build_ffi.py", "cargo_build.py", "pyproject.toml",
    "setup.py",
)  # fmt: skip
SOURCE_FOLDERS = ("cpp", "python", "src")
RAW = "raw"
NOT_GLUE = ("test", "cppmult", "aio", "job", "exchange")
# A raw string of C++, which may have a word before its brackets, and what ends a call.
RAW_STRING = re.compile(r'R"(\w*)\(.*?\)\1"[),;]*', re.DOTALL)
# What they share; the tools that build on it.
C_ABI, ON_C_ABI = "capi", {"ctypes-demo", "cffi-demo", "cython-demo"}


def is_prose(token: Any) -> bool:
    """Whether a piece of source is there for people only."""
    # A line of C's preprocessor is a comment to Pygments, and code to us.
    if token in {Comment.Preproc, Comment.PreprocFile}:
        return False
    return is_token_subtype(token, Comment) or is_token_subtype(token, String.Doc)


def code_lines(text: str, suffix: str) -> int:
    """Count the lines of a source text that have code on them."""
    if suffix == ".rs":
        text = text.partition("\n#[cfg(test)]\n")[0]
    language, lexer = LANGUAGES[suffix]
    if language == "C++":
        text = RAW_STRING.sub(lambda found: "\n" * found[0].count("\n"), text)
    lines = set()
    line = 0
    for token, piece in lexer(stripnl=False).get_tokens(text):
        for index, part in enumerate(piece.split("\n")):
            line += index > 0
            if part.strip() and not is_prose(token):
                lines.add(line)
    return len(lines)


def sources(folder: Path) -> Iterator[Path]:
    """Yield the files of a binding, finished and raw."""
    for name in SOURCE_FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            parts = path.relative_to(folder / name).parts
            glue = not any(part.startswith(NOT_GLUE) for part in parts)
            if path.suffix in LANGUAGES and glue:
                yield path


def count(paths: Iterable[Path]) -> dict[str, int]:
    """Count the lines of files, by language."""
    counter: Counter[str] = Counter()
    for path in paths:
        language, _ = LANGUAGES[path.suffix]
        counter[language] += code_lines(path.read_text("utf-8"), path.suffix)
    return dict(sorted(counter.items()))


def finished(demo: str, root: Path = ROOT) -> dict[str, int]:
    """Count the lines of a binding, by language."""
    files = sources(root / demo)
    return count(path for path in files if not path.stem.startswith(RAW))


def lines_of(demo: str, root: Path = ROOT) -> dict[str, dict[str, int]]:
    """Count a demo's lines: the binding, the first attempt, and what goes with them."""
    folder = root / demo
    counted = {
        "finished": finished(demo, root),
        "raw": count(path for path in sources(folder) if path.stem.startswith(RAW)),
        "build": count(
            path for name in BUILD_FILES if (path := folder / name).exists()
        ),
    }
    if demo in ON_C_ABI:
        counted["C ABI"] = count(sources(root / C_ABI))
    return counted


def total(counts: dict[str, int]) -> int:
    """Add the languages up."""
    return sum(counts.values())
