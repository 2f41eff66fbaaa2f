"""What `just wheels` made: what is inside, and that it works on another machine.

Each wheel is installed into a fresh environment outside the checkout, where neither
Cargo nor a compiler is on the path, and the conformance suite runs there: for every
CPython at hand that the wheel says it is for.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

import pytest

from compare.cost import compiled

ROOT = Path(__file__).resolve().parent.parent
WHEELS = ROOT / "target" / "wheels"
LICENSES = ["LICENSE-APACHE", "LICENSE-MIT"]
VERSIONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]

# The names that this platform and this Python give to what is compiled.
WINDOWS = sys.platform == "win32"
LIBRARY = {"win32": "cmult.dll", "darwin": "libcmult.dylib"}
LIBCMULT = LIBRARY.get(sys.platform, "libcmult.so")
OWN = str(sysconfig.get_config_var("EXT_SUFFIX"))
STABLE = ".pyd" if WINDOWS else ".abi3.so"
PYTHON = f"cp{sys.version_info.major}{sys.version_info.minor}"

# What the conformance suite imports, as requirements.txt has it.
SUITE = ["pytest", "hypothesis", "nanoarrow", "numpy"]
SUITE += ["iniconfig", "packaging", "pluggy", "pygments", "sortedcontainers"]
SUITE += ["cffi", "pycparser"]  # what cmult-cffi asks for
SUITE += ["colorama"] if WINDOWS else []


class Wheel(NamedTuple):
    """What a wheel should be."""

    tool: str
    tags: str
    compiled: list[str]
    metadata: list[str]

    @property
    def package(self) -> str:
        """The name to import."""
        return f"cmult_{self.tool}"

    @property
    def platforms(self) -> list[str]:
        """The platforms in the file's name, which may be several."""
        return self.path().stem.rsplit("-", 1)[1].split(".")

    def path(self) -> Path:
        """Return the file, of which there is one."""
        found = list(WHEELS.glob(f"{self.package}-*-{self.tags}-*.whl"))
        assert len(found) == 1, f"wheels of {self.package}, {self.tags}: {found}"
        return found[0]

    @property
    def information(self) -> str:
        """The folder in which the wheel speaks of itself."""
        distribution, version, *_ = self.path().name.split("-")
        return f"{distribution}-{version}.dist-info"

    def fields(self, name: str) -> Message:
        """Return what a file of that folder says."""
        with zipfile.ZipFile(self.path()) as archive:
            text = archive.read(f"{self.information}/{name}").decode()
        return Parser().parsestr(text)

    def fits(self, version: str) -> bool:
        """Tell whether this version of CPython may install it."""
        return self.tags in ("py3-none", "cp311-abi3") or version == own_version()


def own_version() -> str:
    """Return this Python's version, as in "3.11"."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


SETUPTOOLS = ["top_level.txt"]
MATURIN = ["sboms/cmult-pyo3.cyclonedx.json"]
MADE = [
    Wheel("ctypes", "py3-none", [LIBCMULT], SETUPTOOLS),
    Wheel(
        "cffi",
        "cp311-abi3",
        [f"_native{STABLE}", LIBCMULT, "cmult_cdef.h"],
        SETUPTOOLS,
    ),
    Wheel("cython", f"{PYTHON}-{PYTHON}", [f"_native{OWN}", f"raw{OWN}"], SETUPTOOLS),
    Wheel("cython", "cp311-abi3", [f"_native{STABLE}", f"raw{STABLE}"], SETUPTOOLS),
    Wheel("cxx", f"{PYTHON}-{PYTHON}", [f"_native{OWN}", f"raw{OWN}"], SETUPTOOLS),
    Wheel("pyo3", f"{PYTHON}-{PYTHON}", [f"_native{OWN}"], MATURIN),
    Wheel("pyo3", "cp311-abi3", [f"_native{STABLE}"], MATURIN),
]
# maturin makes all of this one: `ffi` and `lib`, over a C library.
LIBCMULT_ABI = LIBCMULT.replace("cmult", "cmult_abi")
SBOM = ["sboms/cmult-cffi.cyclonedx.json"]
ABI = Wheel("abi", "py3-none", [LIBCMULT_ABI], SBOM)


def name_of(wheel: Wheel) -> str:
    """Name a wheel in a test's report."""
    return f"{wheel.package}-{wheel.tags}"


each_wheel = pytest.mark.parametrize("wheel", [*MADE, ABI], ids=name_of)


def test_there_is_nothing_else() -> None:
    sdists = {f"cmult_{wheel.tool}-" for wheel in MADE}
    wheels = {wheel.path().name for wheel in [*MADE, ABI]}
    found = {path.name for path in WHEELS.iterdir()} - wheels
    assert {re.sub(r"[^-]*\.tar\.gz$", "", name) for name in found} == sdists


@each_wheel
def test_contents(wheel: Wheel) -> None:
    source = ROOT / f"{wheel.tool}-demo" / "python"
    package = [
        path.relative_to(source).as_posix()
        for path in source.joinpath(wheel.package).rglob("*")
        if path.suffix in (".py", ".pyi", ".typed")
    ]
    if wheel is ABI:
        package = ["cmult_abi/__init__.py", "cmult_abi/ffi.py"]
    compiled = [f"{wheel.package}/{name}" for name in wheel.compiled]
    licenses = [f"licenses/{name}" for name in LICENSES]
    info = ["METADATA", "RECORD", "WHEEL", *licenses, *wheel.metadata]
    folder = wheel.information
    with zipfile.ZipFile(wheel.path()) as archive:
        found = [name for name in archive.namelist() if not name.endswith("/")]
        texts = [archive.read(f"{folder}/licenses/{name}") for name in LICENSES]
    expected = package + compiled + [f"{folder}/{name}" for name in info]
    assert sorted(found) == sorted(expected)
    assert wheel is ABI or f"{wheel.package}/py.typed" in found
    assert texts == [ROOT.joinpath(name).read_bytes() for name in LICENSES]


@each_wheel
def test_tags(wheel: Wheel) -> None:
    fields = wheel.fields("WHEEL")
    tags = {f"{wheel.tags}-{platform}" for platform in wheel.platforms}
    assert set(fields.get_all("Tag") or []) == tags
    assert fields["Root-Is-Purelib"] == "false"
    own = re.sub(r"\W", "_", sysconfig.get_platform())
    machine = own.removeprefix("linux_")
    for platform in wheel.platforms:
        if sys.platform == "linux":
            assert re.fullmatch(rf"{own}|manylinux(_\d+_|20)\d+_{machine}", platform)
        else:
            assert platform.split("_")[0] == own.split("_")[0]


@each_wheel
def test_metadata(wheel: Wheel) -> None:
    fields = wheel.fields("METADATA")
    workspace = ROOT.joinpath("Cargo.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{fields["Version"]}"\n' in workspace
    assert re.sub(r"[-_.]+", "_", fields["Name"]) == wheel.package
    assert fields["License-Expression"] == "MIT OR Apache-2.0"
    assert sorted(fields.get_all("License-File") or []) == LICENSES
    assert fields["Requires-Python"] == ">=3.11"
    assert fields["Summary"]
    needs = ["cffi>=2.0"] if wheel.tool in ("cffi", "abi") else None
    assert fields.get_all("Requires-Dist") == needs


@each_wheel
def test_no_path_of_the_builder(wheel: Wheel) -> None:
    names = [str(Path.home()), str(ROOT), os.environ.get("CARGO_HOME", "")]
    paths = [name.encode() for name in names if len(name) > 1]
    with zipfile.ZipFile(wheel.path()) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            assert not [path for path in paths if path in data], name


def printed(*command: str | Path, env: dict[str, str] | None = None) -> str:
    """Return what a command prints."""
    done = subprocess.run(
        command, env=env, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.mark.skipif(
    not (shutil.which("readelf") and shutil.which("nm")),
    reason="readelf and nm look into ELF files, and are not here",
)
@each_wheel
def test_compiled_files(wheel: Wheel, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel.path()) as archive:
        archive.extractall(tmp_path)
    for name in wheel.compiled:
        if name.endswith(".h"):
            continue
        file = tmp_path / wheel.package / name
        dynamic = printed("readelf", "--wide", "--dynamic", file)
        assert "RPATH" not in dynamic and "RUNPATH" not in dynamic, name
        assert "BIND_NOW" in dynamic, f"{name}: symbols are looked up late"
        # What the tag says of glibc is not less than what the file asks for.
        asked = compiled.glibc_of(file)
        for promised in re.findall(r"manylinux_(\d+)_(\d+)_", wheel.path().name):
            assert asked and asked <= tuple(map(int, promised)), (name, asked)
        segments = printed("readelf", "--wide", "--program-headers", file)
        assert "GNU_RELRO" in segments, f"{name}: its table of functions is writable"
        assert not re.search(r"GNU_STACK.* RWE ", segments), name
        exported = printed("nm", "--dynamic", "--defined-only", file).splitlines()
        names = [line.split()[-1].split("@")[0] for line in exported]
        if name in (LIBCMULT, LIBCMULT_ABI):
            assert "cmult" in names
            assert [other for other in names if not other.startswith("cmult")] == []
        else:
            assert names == [f"PyInit_{name.split('.')[0]}"]


@pytest.mark.parametrize("tool", sorted({wheel.tool for wheel in MADE}))
def test_sdist(tool: str) -> None:
    # That it builds is known: the wheels were made from it.
    (path,) = WHEELS.glob(f"cmult_{tool}-*.tar.gz")
    top = path.name.removesuffix(".tar.gz")
    with tarfile.open(path) as archive:
        names = [member.name for member in archive if not member.isdir()]
        texts = [archive.extractfile(f"{top}/{name}") for name in LICENSES]
        read = [text.read() for text in texts if text]
    assert read == [ROOT.joinpath(name).read_bytes() for name in LICENSES]
    for name in ["Cargo.toml", "Cargo.lock", "core/src/lib.rs", "README.md"]:
        assert f"{top}/{name}" in names
    made = r"\.(so|a|dylib|dll|pyd|lib|o|pyc|whl)$|/(target|build|__pycache__)/"
    assert [name for name in names if re.search(made, name)] == []


def test_a_c_library_and_what_maturin_writes(tmp_path: Path) -> None:
    interpreter = make_environment(sys.executable, tmp_path / "environment")
    install(interpreter, "--no-index", "--no-deps", ABI.path())
    site = Path(sysconfig.get_path("purelib"))  # cffi's
    code = "from cmult_abi import lib; print(lib.cmult(6, 2.3))"
    said = printed(interpreter, "-c", code, env=os.environ | {"PYTHONPATH": str(site)})
    assert "returning  13.8\n" in said


def find_python(version: str) -> str | None:
    """Return an interpreter of this version, or None."""
    if version == own_version():
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates = [f"python{version}"]
    candidates += map(str, pyenv.glob(f"versions/{version}.*/bin/python"))
    check = "import sys; sys.exit(sys.implementation.name != 'cpython')"
    for candidate in candidates:
        # pyenv puts commands on the path that only say which versions it has.
        command = [candidate, "-c", check]
        if shutil.which(candidate):
            done = subprocess.run(command, stderr=subprocess.DEVNULL)
            if done.returncode == 0:
                return candidate
    return None


def requirements() -> str:
    """Return the part of requirements.txt that the suite needs, hashes and all."""
    text = ROOT.joinpath("requirements.txt").read_text(encoding="utf-8")
    blocks = re.findall(r"(?m)^\w.*\n(?:[ ].*\n)*", text)
    return "".join(b for b in blocks if re.split(r"[=\s]", b)[0].lower() in SUITE)


def make_environment(python: str, folder: Path) -> Path:
    """Make an empty environment and return its interpreter."""
    command = [python, "-m", "venv", "--without-pip", str(folder)]
    subprocess.run(command, check=True)
    return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")


def install(python: Path, *arguments: str | Path) -> None:
    """Install into an environment, with the pip of this one."""
    command = [sys.executable, "-m", "pip", "--python", str(python), "--quiet"]
    command += ["--disable-pip-version-check", "install", *map(str, arguments)]
    subprocess.run(command, check=True)


@pytest.fixture(scope="session", params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    """Each version of CPython in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def python(version: str) -> str:
    """An interpreter of that version."""
    found = find_python(version)
    if not found:
        pytest.skip(f"Python {version} is not at hand")
    return found


@pytest.fixture(scope="session")
def suite(python: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pytest, hypothesis and NumPy for that interpreter."""
    folder = tmp_path_factory.mktemp("suite")
    wanted = folder / "requirements.txt"
    wanted.write_text(requirements(), encoding="utf-8")
    environment = make_environment(python, folder / "environment")
    install(environment, "--require-hashes", "--requirement", wanted)
    paths = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(printed(environment, "-c", paths).strip())


@pytest.mark.parametrize(
    "version, wheel",
    [(version, wheel) for version in VERSIONS for wheel in MADE if wheel.fits(version)],
    ids=lambda value: name_of(value) if isinstance(value, Wheel) else value,
    indirect=["version"],
)
def test_conformance(
    wheel: Wheel, version: str, python: str, suite: Path, tmp_path: Path
) -> None:
    assert ROOT not in tmp_path.parents
    interpreter = make_environment(python, tmp_path / "environment")
    install(interpreter, "--no-index", "--no-deps", wheel.path())
    work = tmp_path / "work"
    shutil.copytree(
        ROOT / "conformance",
        work / "conformance",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in ["pyproject.toml", "Cargo.toml"]:
        shutil.copy2(ROOT / name, work)
    # Nothing of this checkout, and no compiler.
    kept = ["HOME", "LANG", "SYSTEMROOT", "TEMP", "TMPDIR"]
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"PATH": str(interpreter.parent), "PYTHONPATH": str(suite)}
    for tool in ["cargo", "rustc", "cc", "gcc", "c++", "g++", "clang"]:
        assert not shutil.which(tool, path=environment["PATH"])
    where = f"import {wheel.package} as package; print(package.__file__)"
    found = Path(printed(interpreter, "-c", where, env=environment))
    assert tmp_path / "environment" in found.parents
    # Memory is not counted here, which would take minutes; nor are the others here.
    command = [str(interpreter), "-m", "pytest", "conformance", "--quiet"]
    command += ["-p", "no:cacheprovider", "--ignore=conformance/test_leaks.py"]
    chosen = f"{wheel.package} and not test_all_five_in_one_process"
    if any("manylinux2014" in platform for platform in wheel.platforms):
        # zig puts an unwinder of its own into the module. Where Python ends a daemon
        # thread in the midst of it, up to 3.13, the process hangs.
        chosen += " and not daemon_exit"
    command += ["-k", chosen]
    done = subprocess.run(
        command,
        cwd=work,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    print(done.stdout)
    assert done.returncode == 0
