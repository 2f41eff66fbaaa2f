"""Look for what the workspace needs, and name what is missing and its cure.

    doctor.py            what was found, and what is missing
    doctor.py --setup    only what is missing; if nothing is, make_venv.py's work

It runs with whatever Python there is, also one that is too old, before anything
is installed: standard library only, and no syntax that an old Python stumbles
over.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST_PYTHON = (3, 11)
# Of those without a GIL: CFFI and PyO3 support no older one.
OLDEST_FREE_THREADED = (3, 14)

if sys.platform == "darwin":
    COMPILERS = "`xcode-select --install`"
    HEADERS = "Python from python.org or Homebrew, which have them"
elif sys.platform == "win32":
    COMPILERS = "the Visual Studio Build Tools with `Desktop development with C++`"
    HEADERS = "Python from python.org, which has them"
else:
    COMPILERS = "`apt install gcc g++` or `dnf install gcc gcc-c++`"
    HEADERS = "`apt install python3-dev` or `dnf install python3-devel`"


def oldest_rust():
    """Return the workspace's rust-version, as written in Cargo.toml."""
    manifest = os.path.join(ROOT, "Cargo.toml")
    # Whatever the locale; and the `open` of an old Python has no encoding.
    with io.open(manifest, encoding="utf-8") as lines:
        return re.search(r'^rust-version = "([\d.]+)"', lines.read(), re.M).group(1)


def first_line(*command):
    """Return the first line that a command prints, or None if it cannot run."""
    try:
        output = subprocess.check_output(command, stderr=subprocess.STDOUT)
    except (OSError, subprocess.CalledProcessError):
        return None
    lines = output.decode(errors="replace").strip().splitlines()
    return lines[0].strip() if lines else ""


def numbers(version):
    """Turn "1.95.0" into (1, 95, 0), so that versions can be compared."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def python():
    """Check the interpreter that runs this script."""
    found = "Python %s (%s)" % (sys.version.split()[0], sys.executable)
    wanted = "Python %d.%d or newer" % OLDEST_PYTHON
    if sys.version_info < OLDEST_PYTHON:
        cure = (
            "install one and choose it with PYTHON=, as in `PYTHON=python3.12 just all`"
        )
        return None, "%s (this is %s): %s" % (wanted, sys.version.split()[0], cure)
    free_threaded = sysconfig.get_config_var("Py_GIL_DISABLED")
    if free_threaded and sys.version_info < OLDEST_FREE_THREADED:
        wanted = "a free-threaded Python of %d.%d or newer" % OLDEST_FREE_THREADED
        cure = "CFFI and PyO3 support no older one; choose another with PYTHON="
        return None, "%s (this is %s): %s" % (wanted, sys.version.split()[0], cure)
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return None, "Python's venv module: install it with `apt install python3-venv`"
    return found, None


def python_headers():
    """Check for Python.h, which Cython, CFFI and pybind11 compile against."""
    header = os.path.join(sysconfig.get_paths()["include"], "Python.h")
    if os.path.exists(header):
        return "Python headers (%s)" % header, None
    return None, "Python headers (Python.h): install %s" % HEADERS


def rust():
    """Check for Cargo and rustc, and their version."""
    wanted = "Rust %s or newer" % oldest_rust()
    found = first_line("rustc", "--version")
    if found is None or first_line("cargo", "--version") is None:
        return None, "%s (cargo and rustc): install it from rustup.rs" % wanted
    if numbers(found) < numbers(oldest_rust()):
        return None, "%s (this is %s): run `rustup update`" % (wanted, found.split()[1])
    return found, None


def compiler(language, variable, default):
    """Check for a compiler: the one an environment variable names, or the usual."""
    command = (os.environ.get(variable, "").split() or [default])[0]
    if sys.platform == "win32" and not os.environ.get(variable):
        # The build tools find MSVC by themselves; it is not on PATH.
        return "%s compiler (MSVC, found by the tools that need it)" % language, None
    if shutil.which(command):
        return "%s compiler (%s)" % (language, first_line(command, "--version")), None
    return None, "%s compiler (%s): install %s" % (language, command, COMPILERS)


def main():
    """Report, and exit with 1 if anything is missing."""
    found, problem = python()
    if sys.version_info < OLDEST_PYTHON:
        # Too old to ask it anything else.
        sys.stderr.write("missing: %s\n" % problem)
        return 1
    setup = "--setup" in sys.argv[1:]
    if setup:
        import make_venv  # which an old Python could not read

        if make_venv.is_current():
            return 0  # nothing was missing when it was made
    results = [
        (found, problem),
        python_headers(),
        rust(),
        compiler("C", "CC", "cc"),
        compiler("C++", "CXX", "c++"),
    ]
    missing = [problem for _, problem in results if problem]
    if not setup:
        for found, _ in results:
            if found:
                print("found:   %s" % found)
    for problem in missing:
        sys.stderr.write("missing: %s\n" % problem)
    if missing:
        return 1
    if setup:
        return make_venv.main()
    print("Everything is here. `just all` builds and runs it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
