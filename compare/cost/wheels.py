"""What is in target/wheels: `python -m compare.cost.wheels`.

    --out DIR   the run's folder (default: compare/runs/<date>-<machine>)

Nothing is timed. A wheel with another tag is added to what the run has already, so
that `just wheels` and `just wheels --manylinux` stand side by side.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from compare import ROOT, run_files
from compare.cost import compiled
from compare.report.__main__ import keep

WHEELS = ROOT / "target" / "wheels"


def look_into(wheel: Path) -> dict[str, object]:
    """Return a wheel's package, tag, size, and the newest glibc that it asks for."""
    package, _, tag = wheel.stem.split("-", 2)
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        files = [p for p in Path(folder).rglob("*") if p.suffix in compiled.SUFFIXES]
        asked = [version for p in files if (version := compiled.glibc_of(p))]
    glibc = ".".join(map(str, max(asked, default=())))
    size = wheel.stat().st_size
    return {"package": package, "tag": tag, "bytes": size, "glibc": glibc}


def main(arguments: Sequence[str] | None = None) -> int:
    """Look into each wheel and save the answers with the run."""
    parser = argparse.ArgumentParser(prog="compare.cost.wheels")
    parser.add_argument("--out", type=Path, default=run_files.new_folder())
    options = parser.parse_args(arguments)
    found = {wheel.name: look_into(wheel) for wheel in sorted(WHEELS.glob("*.whl"))}
    if not found:
        sys.exit(
            "error: there are no wheels in target/wheels: `just wheels` makes them"
        )
    results = run_files.load(options.out, run_files.WHEELS) | found
    keep(options.out, run_files.WHEELS, dict(sorted(results.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
