"""Counting lines: what is code, and what belongs to a binding."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.cost import lines

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
    ".hpp": (
        """namespace docs {
constexpr auto multiply = R"(multiply(a, b)
--

Multiply "two" numbers.)";
}
module.def("f", &f, py::arg("a"),
           R"doc(
        (A docstring) with brackets.
    )doc");
const char *plain = "not raw";
""",
        5,
    ),
    ".pxi": ("cdef int f():\n    # why\n    return 1\n", 2),
    ".toml": ("# why\n[lib]\n\nname = 'x' # what\n", 2),
}


@pytest.mark.parametrize(("suffix", "text"), [(s, t) for s, (t, _) in TEXTS.items()])
def test_only_lines_with_code_count(suffix: str, text: str) -> None:
    assert lines.code_lines(text, suffix) == TEXTS[suffix][1]


def test_what_counts_as_what(tmp_path: Path) -> None:
    demo = tmp_path / "cython-demo"
    files = {
        "src/_native.pyx": "x = 1\n",
        "src/arrays.pxi": "x = 1\n",
        "src/exchange.pxi": "x = 1\n",
        "src/exchange/arrow.rs": "mod a;\n",
        "src/raw.pyx": "x = 1\ny = 2\nz = 3\n",
        "src/lib.rs": "pub use a::*;\n",
        "python/p/__init__.py": "x = 1\ny = 2\n",
        "python/p/_native.pyi": "x: int\n",
        "python/p/raw.py": "x = 1\n",
        "python/p/aio.py": "x = 1\n",
        "tests/test_p.py": "x = 1\n",
        "examples/01_p.py": "x = 1\n",
        "setup.py": "setup()\n",
        "cargo_build.py": "build()\n",
        "Cargo.toml": "[lib]\n",
    }
    for name, text in files.items():
        (demo / name).parent.mkdir(parents=True, exist_ok=True)
        (demo / name).write_text(text)
    (tmp_path / "capi" / "src").mkdir(parents=True)
    (tmp_path / "capi" / "src" / "lib.rs").write_text("mod a;\nmod b;\n")
    (tmp_path / "capi" / "src" / "job.rs").write_text("struct Job;\n")
    assert lines.lines_of("cython-demo", tmp_path) == {
        "finished": {"Cython": 2, "Python": 2, "Rust": 1},
        "raw": {"Cython": 3, "Python": 1},
        "build": {"Python": 2, "TOML": 1},
        "C ABI": {"Rust": 2},
    }
