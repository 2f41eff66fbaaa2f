"""Counting lines: what is code, and what belongs to a binding."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import glue

TEXTS = {
    ".py": (
        '''"""A docstring
of two lines."""

# a comment
NAME = "# no comment"  # but this is


def f():
    """Another."""
    return """a string

    with a # in it"""
''',
        4,  # the blank line inside the string is blank
    ),
    ".pyx": (
        '''"""A docstring."""
cimport cmult as lib


# a comment
def multiply(int a, float b):
    """Another."""
    return lib.cmult_multiply(a, b)
''',
        3,
    ),
    ".rs": (
        """//! About the module.

/// About the function.
// A comment.
/* A longer
   one. */
fn f() -> &'static str {
    "// no comment"
} // the end

#[cfg(test)]
mod tests {
    fn test() {}
}
""",
        3,
    ),
    ".cpp": (
        """// A comment.
#pragma once
#include <string>

/* Another. */
int f() { return 1; } /* and
   one more */
""",
        3,
    ),
    ".toml": ("# why\n[lib]\n\nname = 'x' # what\n", 2),
}


@pytest.mark.parametrize(("suffix", "text"), [(s, t) for s, (t, _) in TEXTS.items()])
def test_only_lines_with_code_count(suffix: str, text: str) -> None:
    assert glue.code_lines(text, suffix) == TEXTS[suffix][1]


def test_only_the_finished_binding_counts(tmp_path: Path) -> None:
    demo = tmp_path / "cython-demo"
    files = {
        "src/_native.pyx": "x = 1\n",
        "src/raw.pyx": "x = 1\n",
        "src/lib.rs": "pub use a::*;\n",
        "python/p/__init__.py": "x = 1\ny = 2\n",
        "python/p/_native.pyi": "x: int\n",
        "python/p/raw.py": "x = 1\n",
        "tests/test_p.py": "x = 1\n",
        "examples/01_p.py": "x = 1\n",
        "setup.py": "setup()\n",
        "Cargo.toml": "[lib]\n",
    }
    for name, text in files.items():
        (demo / name).parent.mkdir(parents=True, exist_ok=True)
        (demo / name).write_text(text)
    (tmp_path / "capi" / "src").mkdir(parents=True)
    (tmp_path / "capi" / "src" / "lib.rs").write_text("mod a;\nmod b;\n")
    assert glue.glue("cython-demo", tmp_path) == {
        "binding": {"Cython": 1, "Python": 2, "Rust": 1},
        "build": {"Python": 1, "TOML": 1},
        "C ABI": {"Rust": 2},
    }
