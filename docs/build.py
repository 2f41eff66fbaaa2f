"""Builds the book and checks what was built: `just book`.

mdBook exits with 0 on most mistakes, so every line it prints counts as a failure, and
the pages it made are read again: each link and fragment must lead somewhere inside
the book, nothing may be loaded from outside, and each picture needs its words. The
pages as they were written are read, too: an anchor in the code needs a page that shows
it, and a test that a page names must be there.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from include import PLOTS, complete_runs, unused_anchors

DOCS = Path(__file__).resolve().parent

# Pages that mdBook makes from the others.
MADE_PAGES = {"404.html", "index.html", "print.html", "toc.html"}
# Attributes that name another file. On `a` and `area` the reader follows them; on
# every other element the browser loads them by itself.
REFERENCES = {"data", "href", "poster", "src", "srcset", "xlink:href"}
FOLLOWED = {"a", "area"}
# In style sheets and pictures: url(https://...), @import "//..."
LOADED_BY_STYLE = re.compile(
    r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//[^\s\"')]*", re.IGNORECASE
)
# A test as a page names it: `conformance/test_text.py::test_lengths`, or in the file of
# tests that was named last, `::test_lengths`.
NAMED_TEST = re.compile(
    r"`(?P<file>[\w./-]+\.\w+(?=::)|[\w./-]+/test_\w+\.py)?(?:::(?P<test>\w+))?`"
)


class Reference(NamedTuple):
    """One attribute of one element that names a place."""

    line: int
    tag: str
    attribute: str
    url: str

    def __str__(self) -> str:
        """Show the element as it stands in the page."""
        return f'<{self.tag} {self.attribute}="{self.url}">'


class Page(HTMLParser):
    """What the checks want to know of one HTML or SVG file."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        super().__init__()
        self.path = path
        self.fragments = {"", "top"}  # both are the top of any page
        self.references: list[Reference] = []
        self.pictures_without_words: list[int] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the names, references and pictures of one element."""
        line, _ = self.getpos()
        values = {name: value or "" for name, value in attrs}
        if tag == "base":  # only in 404.html, which may be shown at any address
            return
        if tag == "img" and not values.get("alt", "").strip():
            self.pictures_without_words.append(line)
        self.fragments.add(values.get("id", ""))
        if tag == "a":
            self.fragments.add(values.get("name", ""))
        for name in REFERENCES & values.keys():
            if name == "data" and tag != "object":
                continue
            if name == "srcset":
                urls = [part.split()[0] for part in values[name].split(",") if part]
            else:
                urls = [values[name]]
            self.references += [Reference(line, tag, name, url) for url in urls]


class Book:
    """A built book, read once."""

    def __init__(self, root: Path) -> None:
        """Read every page and picture below `root`."""
        self.root = root.resolve()
        self.pages = {
            path: Page(path)
            for path in sorted(self.root.rglob("*"))
            if path.suffix in {".html", ".svg"}
        }
        self.links = 0

    def why_bad(self, page: Page, reference: Reference) -> str:
        """Say what is wrong with a reference, or nothing."""
        url = urlsplit(reference.url)
        if url.netloc or url.scheme in {"http", "https", "mailto"}:
            return "" if reference.tag in FOLLOWED else "is loaded from outside"
        if url.scheme:
            return "" if url.scheme == "data" else f"goes to {url.scheme}:"
        self.links += 1
        if url.path.startswith("/"):
            return "must be relative: the book may lie in a folder of its server"
        return self.why_dead(page, unquote(url.path), unquote(url.fragment))

    def why_dead(self, page: Page, path: str, fragment: str) -> str:
        """Say why a relative link leads nowhere, or nothing."""
        target = page.path
        if path:
            target = Path(os.path.normpath(page.path.parent / path))
        if target.is_dir():
            target /= "index.html"
        if not target.is_relative_to(self.root):
            return "leaves the book"
        if not target.is_file():
            return "no such page" if target.suffix == ".html" else "no such file"
        there = self.pages.get(target)
        if there is None or fragment in there.fragments:
            return ""
        return "no such fragment on that page"

    def page_problems(self, page: Page) -> Iterator[str]:
        """Yield what is wrong with one page, one line each."""
        name = page.path.relative_to(self.root).as_posix()
        for reference in page.references:
            if why := self.why_bad(page, reference):
                yield f"{name}:{reference.line}: {reference} {why}"
        for line in page.pictures_without_words:
            yield f"{name}:{line}: <img> has no alt text"

    def pages_problems(self, made: bool) -> list[str]:
        """List what is wrong with the pages written by hand, or made from them."""
        problems = [
            problem
            for path, page in self.pages.items()
            if (path.name in MADE_PAGES) == made
            for problem in self.page_problems(page)
        ]
        return list(dict.fromkeys(problems))  # mdBook shows each picture twice

    def problems(self) -> Iterator[str]:
        """Yield what is wrong with the book, one line each."""
        # What is wrong in a page is wrong in its copies too: once is enough.
        yield from self.pages_problems(made=False) or self.pages_problems(made=True)
        for path in sorted(self.root.rglob("*")):
            if path.suffix in {".css", ".svg"}:
                text = path.read_text(encoding="utf-8")
                for found in LOADED_BY_STYLE.finditer(text):
                    name = path.relative_to(self.root).as_posix()
                    yield f"{name}: {found[0]} is loaded from outside"

    def page_count(self) -> int:
        """Count the pages that were written by hand."""
        return sum(
            path.suffix == ".html" and path.name not in MADE_PAGES
            for path in self.pages
        )


def mdbook(docs: Path, destination: Path) -> list[str]:
    """Run mdBook; return the lines it printed, which should be none."""
    beside = Path(sys.executable).parent
    program = shutil.which("mdbook", path=beside) or shutil.which("mdbook")
    if program is None:
        return ["mdbook is not installed: `just setup` does it"]
    interpreter = shlex.quote(Path(sys.executable).as_posix())
    run = subprocess.run(
        [program, "build", docs, "--dest-dir", destination],
        env=os.environ
        | {
            "MDBOOK_LOG": "warn",
            "MDBOOK_PREPROCESSOR__INCLUDE__COMMAND": f"{interpreter} include.py",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    # The include step names what is wrong; that it failed is not a second problem.
    lines = [
        line
        for line in run.stdout.splitlines()
        if 'The "include" preprocessor exited unsuccessfully' not in line
    ]
    if run.returncode and not lines:
        lines = [f"mdbook failed with exit status {run.returncode}"]
    return lines


def copy_plots(docs: Path, destination: Path) -> None:
    """Put the pictures of the runs beside the pages, where mdBook cannot."""
    for run in complete_runs(docs.parent / "compare" / "runs"):  # the newest last
        for plot in run.glob("*.svg"):
            (destination / PLOTS).mkdir(exist_ok=True)
            shutil.copy(plot, destination / PLOTS)


def missing_tests(root: Path, pages: Iterable[Path]) -> Iterator[str]:
    """Name the tests that a page names and that are not there."""
    for page in sorted(pages):
        file = ""
        text = page.read_text(encoding="utf-8")
        for found in NAMED_TEST.finditer(text):
            file, name = found["file"] or file, found["test"]
            path = root / file
            there = path.read_text(encoding="utf-8") if path.is_file() else ""
            if name and not re.search(rf"\b(?:def|fn) {name}\(", there):
                line = text.count("\n", 0, found.start()) + 1
                yield f"{page.name}:{line}: there is no test {file}::{name}"


def build(docs: Path = DOCS, destination: Path | None = None) -> int:
    """Build and check the book; print the outcome and return the exit status."""
    destination = (destination or docs / "book").resolve()
    problems = mdbook(docs.resolve(), destination)
    if not problems:
        copy_plots(docs.resolve(), destination)
        book = Book(destination)
        problems = list(book.problems())
        root, pages = docs.resolve().parent, list((docs / "src").glob("*.md"))
        problems += unused_anchors(root, pages)
        problems += missing_tests(root, pages)
    if problems:
        for problem in problems:
            print(f"book: {problem}", file=sys.stderr)
        return 1
    index = os.path.relpath(destination / "index.html")
    print(f"book: {book.page_count()} pages, {book.links} links checked -> {index}")
    return 0


if __name__ == "__main__":
    sys.exit(build())
