"""`just new-from`: what it refuses, and that what it makes is a package."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import new_from

ROOT = new_from.ROOT
DEMOS = list(new_from.SOURCES)
OUTPUT = Path(__file__).with_name("new_from.out")  # which the book shows
ENVIRONMENT = os.environ | {
    "CARGO_TARGET_DIR": os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target")),
    "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache"),
    # Build backends look for their programs (maturin) where programs are.
    "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]),
}


def run(folder: Path, *command: object, **environment: object) -> None:
    done = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env=ENVIRONMENT | {name: str(value) for name, value in environment.items()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_every_demo_is_known() -> None:
    assert sorted(DEMOS) == sorted(demo.name for demo in ROOT.glob("*-demo"))


@pytest.mark.parametrize("demo", DEMOS)
def test_a_package_is_built_tested_and_shipped(demo: str, tmp_path: Path) -> None:
    name = f"made-by-{demo.removesuffix('-demo')}"
    module = name.replace("-", "_")
    package = tmp_path / "a folder" / name
    package.parent.mkdir()
    new_from.make(demo, package)
    sources = {path.relative_to(package) for path in package.rglob("*.*")}

    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    pip += ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", "dist", "."]
    backend = toml(package / "pyproject.toml")["build-system"]["build-backend"]
    sdist = f"import {backend} as backend; backend.build_sdist('dist')"
    try:
        run(package, *pip)
        run(package, sys.executable, "-c", sdist)
    finally:
        made = ["--package", name, "--package", f"{name}-core"]
        run(package, "cargo", "clean", "--quiet", "--release", *made)

    (archive,) = package.glob("dist/*.tar.gz")
    with tarfile.open(archive) as files:
        shipped = {Path(*Path(file).parts[1:]) for file in files.getnames()}
    # What is for the folder alone. With all the others there, it builds anywhere.
    kept = {".github", ".gitignore", "rustfmt.toml"}
    assert {path for path in sources - shipped if path.parts[0] not in kept} == set()

    (wheel,) = package.glob("dist/*.whl")
    site = tmp_path / "site"
    with ZipFile(wheel) as zipped:
        assert any(file.endswith("/LICENSE-MIT") for file in zipped.namelist())
        zipped.extractall(site)
    tests = ["pytest", "-p", "no:cacheprovider"]
    run(package, sys.executable, "-m", *tests, PYTHONPATH=site)
    stubs = ["mypy.stubtest", f"{module}._native"]
    run(package, sys.executable, "-m", *stubs, PYTHONPATH=site)


@pytest.mark.parametrize("demo", DEMOS)
def test_a_package_stands_alone(demo: str, tmp_path: Path) -> None:
    package = tmp_path / "new_one"
    new_from.make(demo, package)
    for path in package.rglob("*"):
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        for ours in ("cmult", "my-package", "my_package", "ANCHOR", str(ROOT)):
            assert ours not in f"{path.name} {text}", path
        assert ".workspace = true" not in text
        assert not re.search(r"\.\./", text), path
    assert (package / "python" / "new_one" / "py.typed").is_file()
    assert toml(package / "pyproject.toml")["project"]["name"] == "new-one"
    assert toml(package / "Cargo.toml")["lib"]["name"] == "new_one"


@pytest.mark.parametrize("demo", DEMOS)
def test_a_template_names_the_versions_of_its_demo(demo: str) -> None:
    template = new_from.TEMPLATES / demo
    versions = toml(ROOT / "Cargo.toml")["workspace"]["dependencies"]
    manifest = toml(template / "Cargo.toml")
    for kind in ("dependencies", "build-dependencies"):
        for name, version in manifest.get(kind, {}).items():
            assert name == "my-package-core" or version == versions[name]
    ours, theirs = (toml(f / "pyproject.toml") for f in (template, ROOT / demo))
    assert ours["build-system"] == theirs["build-system"]
    for key in ("license", "requires-python", "dependencies"):
        assert ours["project"].get(key) == theirs["project"].get(key)


def test_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert new_from.main(["pyo3-demo/", "../my-package"]) == 0
    output = capsys.readouterr().out
    if os.environ.get("BLESS") == "1":
        OUTPUT.write_text(output, encoding="utf-8", newline="\n")
    assert output == OUTPUT.read_text(encoding="utf-8"), "out of date: `just bless`"
    assert {path.name for path in tmp_path.iterdir()} == {"here", "my-package"}


def test_an_empty_folder_becomes_the_package(tmp_path: Path) -> None:
    folder = tmp_path / "my-package"
    folder.mkdir()
    assert new_from.main(["ctypes-demo", str(folder)]) == 0
    assert (folder / "setup.py").is_file()


@pytest.mark.parametrize(
    ("demo", "folder", "problem"),
    [
        ("swig-demo", "mine", "no demo 'swig-demo'"),
        ("pyo3-demo", "2nd", "'2nd' is not a name for a Python module"),
        ("pyo3-demo", "my.package", "'my.package' is not a name"),
        ("pyo3-demo", "my package", "'my package' is not a name"),
        ("pyo3-demo", "-mine", "'-mine' is not a name"),
        ("pyo3-demo", "müller", "'müller' is not a name"),
        ("pyo3-demo", "class", "the name 'class' is taken"),
        ("pyo3-demo", "json", "the name 'json' is taken"),
        ("pyo3-demo", "core", "the name 'core' is taken"),
        ("pyo3-demo", "Mine", "'Mine' is not a name"),
        ("pyo3-demo", "nowhere/mine", "there is no folder"),
        ("pyo3-demo", "full", "full is there already"),
        ("pyo3-demo", "file", "file is there already"),
        ("pyo3-demo", str(ROOT / "mine"), "is in this workspace"),
    ],
)
def test_what_it_refuses(
    demo: str,
    folder: str,
    problem: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "work").touch()
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert new_from.main([demo, folder]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert problem in line
    assert sorted(tmp_path.rglob("*")) == before
    assert not (ROOT / "mine").exists()


def test_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, name: str) -> str:
        raise OSError("the disk is full")

    monkeypatch.setattr(new_from, "own_text", fail)
    assert new_from.main(["pyo3-demo", str(tmp_path / "mine")]) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [[], ["pyo3-demo"], ["a", "b", "c"]])
def test_it_says_how_to_use_it(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_from.main(arguments) == 2
    usage = capsys.readouterr().err
    assert usage.startswith("usage: just new-from DEMO FOLDER")
    assert all(demo in usage for demo in DEMOS)
