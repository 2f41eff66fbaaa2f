"""Lines of glue: how much somebody wrote to bring the core to Python.

Counted are lines with code on them: a line that is blank, or all comment or
docstring, says nothing about the tool. A file counts if it is part of the finished
binding. Not counted:

- the first attempts (`raw…`), examples, tests, and the C++ library `cppmult`;
- `docs.hpp`: docstrings, which have to be strings in C++;
- what a tool wrote: stubs (`.pyi`), generated C;
- Rust's unit tests, which are the end of their file.

The manifests and build scripts are counted apart, and so is the C ABI, which
three of the tools share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pygments.lexer import Lexer
from pygments.lexers.c_cpp import CppLexer
from pygments.lexers.configs import TOMLLexer
from pygments.lexers.python import CythonLexer, PythonLexer
from pygments.lexers.rust import RustLexer
from pygments.token import Comment, String, is_token_subtype

ROOT = Path(__file__).resolve().parent.parent

LANGUAGES: dict[str, tuple[str, type[Lexer]]] = {
    ".c": ("C", CppLexer),
    ".cpp": ("C++", CppLexer),
    ".h": ("C++", CppLexer),
    ".hpp": ("C++", CppLexer),
    ".pxd": ("Cython", CythonLexer),
    ".py": ("Python", PythonLexer),
    ".pyx": ("Cython", CythonLexer),
    ".rs": ("Rust", RustLexer),
    ".toml": ("TOML", TOMLLexer),
}
BUILD_FILES = {"Cargo.toml", "build.rs", "build_ffi.py", "pyproject.toml", "setup.py"}
SOURCE_FOLDERS = ("cpp", "python", "src")
NOT_GLUE = ("raw", "test", "cppmult", "docs")
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
    _, lexer = LANGUAGES[suffix]
    lines = set()
    line = 0
    for token, piece in lexer(stripnl=False).get_tokens(text):
        for index, part in enumerate(piece.split("\n")):
            line += index > 0
            if part.strip() and not is_prose(token):
                lines.add(line)
    return len(lines)


def sources(folder: Path) -> Iterator[Path]:
    """Yield the files of a finished binding."""
    for name in SOURCE_FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            if path.suffix in LANGUAGES and not path.stem.startswith(NOT_GLUE):
                yield path


def count(paths: Iterator[Path]) -> dict[str, int]:
    """Count the lines of files, by language."""
    counter: Counter[str] = Counter()
    for path in paths:
        language, _ = LANGUAGES[path.suffix]
        counter[language] += code_lines(path.read_text("utf-8"), path.suffix)
    return dict(sorted(counter.items()))


def glue(demo: str, root: Path = ROOT) -> dict[str, dict[str, int]]:
    """Count a demo's lines: the binding, its build, and what it shares."""
    folder = root / demo
    build = (folder / name for name in sorted(BUILD_FILES))
    counted = {
        "binding": count(sources(folder)),
        "build": count(path for path in build if path.exists()),
    }
    if demo in ON_C_ABI:
        counted["C ABI"] = count(sources(root / C_ABI))
    return counted


def total(counts: dict[str, int]) -> int:
    """Add the languages up."""
    return sum(counts.values())
