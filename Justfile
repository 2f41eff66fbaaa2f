# Every command of the workspace. `just` lists them, `just all` is the tour.

# The interpreter that .venv is made from: `PYTHON=python3.12 just all`.
python := env("PYTHON", if os_family() == "windows" { "python" } else { "python3" })

root := justfile_directory()
venv_bin := root / ".venv" / if os_family() == "windows" { "Scripts" } else { "bin" }
py := venv_bin / if os_family() == "windows" { "python.exe" } else { "python" }

# The demos, each a package of its own, and what they are measured against.
demos := "ctypes-demo cffi-demo cython-demo cxx-demo pyo3-demo"
measured := demos + " compare/peers"

# Pins every package, with the hashes of its files.
compile := quote(py) + " -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command 'just lock'"

# What is written in C and C++.
c_sources := "capi/tests/c/* cffi-demo/src/*.c compare/peers/src/* cxx-demo/cpp/*.[ch]pp more-roads/*.hpp more-roads/*/*.[ch]pp templates/cxx-demo/cpp/*"

# Rust that is in no workspace: until a package is made of it, or at all.
rust_templates := "templates/*/build.rs templates/*/src/*.rs templates/*/*/src/*.rs more-roads/*/build.rs more-roads/*/src/*.rs"

# What a reader adds to a recipe arrives as it was typed, spaces and all.
set positional-arguments

# One target folder, also if the reader's shell names another.
export CARGO_TARGET_DIR := root / "target"

# Rust writes a line at a time: Python must, too, or their lines change places.
export PYTHONUNBUFFERED := "1"

# Every tool builds for the interpreter in .venv, `cargo` for checks included.
export PYO3_PYTHON := py

[private]
default:
    @"{{ just_executable() }}" --list --unsorted

# Build everything, run every tool's script, compare what they returned
[group('start here')]
all: setup (_banner "Building everything") (_install measured) build-ctypes test-ctypes test-ctypes-cpp test-cffi test-cython test-pybind11 test-pyo3 compare

# Name what this machine lacks, and how to install it
[group('start here')]
doctor: _python
    @"{{ python }}" "{{ root }}/scripts/doctor.py"

# Make .venv and install the locked tools into it
[group('start here')]
setup: _python
    @"{{ python }}" "{{ root }}/scripts/doctor.py" --setup

# Remove everything that a build made, .venv included
[group('start here')]
clean: _python
    @"{{ python }}" "{{ root }}/scripts/clean.py"

# Build the shared library libcmult into target/lib
[group('build')]
build-cmult: setup (_banner "Building the Rust Library")
    @"{{ py }}" scripts/build_library.py ctypes-demo cmult

# Build the C++ library libcppmult into target/lib
[group('build')]
build-cppmult: setup (_banner "Building the C++ Library")
    @"{{ py }}" scripts/build_library.py cxx-demo cppmult

# Build and install the ctypes package, cmult_ctypes
[group('build')]
build-ctypes: setup (_banner "Building the ctypes Package") (_install "ctypes-demo")

# Build and install the CFFI package, cmult_cffi
[group('build')]
build-cffi: setup (_banner "Building the CFFI Module") (_install "cffi-demo")

# Build and install the Cython package, cmult_cython
[group('build')]
build-cython: setup (_banner "Building the Cython Module") (_install "cython-demo")

# Build and install the C++ package, cmult_cxx
[group('build')]
build-pybind11: setup (_banner "Building the pybind11 Module") (_install "cxx-demo")

# Build and install the PyO3 package, cmult_pyo3
[group('build')]
build-pyo3: setup (_banner "Building the PyO3 Module") (_install "pyo3-demo")

# Run the tutorial's script for ctypes: two failures, then the answer
[group('run')]
test-ctypes: build-cmult (_banner "Testing ctypes Module") (_script "ctypes-demo/examples/01_tutorial.py")

# Run the tutorial's script for the C++ library through ctypes
[group('run')]
test-ctypes-cpp: build-cppmult (_banner "Testing ctypes Module for C++") (_script "cxx-demo/examples/20_ctypes_cpp.py")

# Run the tutorial's script for CFFI, then its other three modes
[group('run')]
test-cffi: build-cffi (_banner "Testing CFFI Module") (_script "cffi-demo/examples/01_tutorial.py") (_banner "Testing CFFI: ABI, in-line") (_script "cffi-demo/examples/20_abi_inline.py") (_banner "Testing CFFI: ABI, out-of-line") (_script "cffi-demo/examples/21_abi_out_of_line.py") (_banner "Testing CFFI: API, in-line") (_script "cffi-demo/examples/22_api_inline.py")

# Run the tutorial's script for Cython
[group('run')]
test-cython: build-cython (_banner "Testing Cython Module") (_script "cython-demo/examples/01_tutorial.py")

# Run the tutorial's script for pybind11
[group('run')]
test-pybind11: build-pybind11 (_banner "Testing pybind11 Module") (_script "cxx-demo/examples/01_tutorial.py")

# Run the tutorial's script for PyO3
[group('run')]
test-pyo3: build-pyo3 (_banner "Testing PyO3 Module") (_script "pyo3-demo/examples/01_tutorial.py")

# Print side by side what each tool printed and returned
[group('run')]
compare: setup (_banner "Comparing the tools") (_install measured)
    @"{{ py }}" -m compare

# Make a package of your own: `just new-from pyo3-demo ../my-package`
[group('your own')]
[no-cd]
[no-exit-message]
new-from *args: _python
    @"{{ python }}" "{{ root }}/scripts/new_from.py" "$@"

# Measure what a call costs (--quick: half a minute; in full ten, kept in compare/runs)
[group('measure')]
bench *args: setup (_install measured)
    @"{{ py }}" -m compare.cost "$@"

# Measure what a build costs; kept with the run
[group('measure')]
bench-build *args: setup (_install measured)
    @"{{ py }}" -m compare.cost.builds "$@"

# Measure Ctrl-C in long work, and asyncio; kept with the run
[group('measure')]
bench-beyond *args: setup (_install measured)
    @"{{ py }}" -m compare.cost.interrupts "$@"
    @"{{ py }}" -m compare.cost.awaits "$@"

# Measure one thread, threads, processes and Dask (--quick: seconds; in full three minutes)
[group('measure')]
scale *args: setup (_install demos)
    @"{{ py }}" -m uv pip install --quiet --no-deps --require-hashes --requirement requirements-scale.txt
    @"{{ py }}" -m compare.scale "$@"

# Show what every tool does with eighty inputs, good and bad
[group('measure')]
behaviour *args: setup (_install measured)
    @"{{ py }}" -m compare.behaviour "$@"

# Build and run nanobind, UniFFI, SWIG and others over the same core (--quick)
[group('measure')]
more-roads *args: setup
    @"{{ py }}" -m compare.roads "$@"

# Run every test, Rust and Python; arguments go to pytest
[group('quality')]
test *args: setup build-cmult build-cppmult (_install measured)
    cargo test --quiet
    cargo test --quiet --package cmult-cxx
    "{{ py }}" -m pytest "$@"
    "{{ py }}" scripts/capture.py

# Check formatting, lints, types and workflows; change nothing
[group('quality')]
check: setup (_install measured)
    cargo fmt --all --check
    rustfmt --edition 2024 --check {{ rust_templates }}
    "{{ py }}" scripts/clippy.py
    RUSTDOCFLAGS="--deny warnings" cargo doc --quiet --no-deps
    "{{ py }}" -m ruff check --quiet
    "{{ py }}" -m ruff format --check --quiet
    "{{ venv_bin }}/clang-format" --dry-run --Werror {{ c_sources }}
    "{{ py }}" scripts/typecheck.py
    "{{ venv_bin }}/zizmor" --offline --strict-collection --quiet --no-progress .github

# Run what is native under sanitizers and valgrind, which must catch planted faults first
[group('quality')]
sanitize *args: setup (_install demos)
    @"{{ py }}" scripts/sanitize.py "$@"

# Plant faults in the glue, one at a time: does a test notice? (or: `just mutants cython-demo`)
[group('quality')]
mutants *args: setup (_install demos)
    @"{{ py }}" scripts/mutants.py "$@"

# Format all Rust, Python, C and C++ code
[group('quality')]
format: setup
    cargo fmt --all
    rustfmt --edition 2024 {{ rust_templates }}
    "{{ py }}" -m ruff check --quiet --fix
    "{{ py }}" -m ruff format --quiet
    "{{ venv_bin }}/clang-format" -i {{ c_sources }}

# Make the generated files again: headers, stubs, captured outputs
[group('quality')]
bless: setup build-cmult build-cppmult
    BLESS=1 cargo test --quiet --package cmult-capi --test headers
    @"{{ just_executable() }}" _install "{{ measured }}"
    BLESS=1 "{{ py }}" -m pytest --quiet pyo3-demo/tests scripts/tests/test_new_from.py::test_what_it_says
    "{{ py }}" scripts/capture.py --bless
    "{{ py }}" -m compare.behaviour --bless
    "{{ py }}" -m compare.report

# Make the files of locked requirements from their .in files, and of more-roads from its folders
[group('quality')]
lock: setup
    {{ compile }} requirements.in --output-file requirements.txt
    {{ compile }} requirements-scale.in --output-file requirements-scale.txt --constraint requirements.txt
    "{{ py }}" -m compare.roads.folders | {{ compile }} - --output-file more-roads/requirements.txt
    "{{ py }}" -m compare.roads.folders diplomat | {{ compile }} - --output-file more-roads/diplomat/requirements.txt
    {{ compile }} requirements-wheels.in --output-file requirements-wheels.txt --constraint requirements.txt

# Build the book into docs/book; every include, link and output is checked
[group('quality')]
book: setup build-cmult build-cppmult (_install demos)
    "{{ py }}" scripts/capture.py
    "{{ py }}" docs/build.py

# Build the sdist and the wheels of every demo into target/wheels (--manylinux: for older Linux, too)
[group('ship')]
wheels *args: setup (_banner "Building the wheels")
    @"{{ py }}" scripts/wheels.py "$@"

# Install each wheel outside the checkout, for every CPython at hand, and test it there
[group('ship')]
test-wheels *args: setup
    @"{{ py }}" -m pytest scripts/test_wheels.py "$@"

[private]
_python:
    @command -v "{{ python }}" > /dev/null || { echo "missing: Python 3.11 or newer ({{ python }}): install it from python.org or your system's packages, or choose one with PYTHON=" >&2; exit 1; }

[private]
_install names:
    @"{{ py }}" scripts/install.py {{ names }}

[private]
_script path:
    @"{{ py }}" "{{ path }}"

[private]
_banner text:
    @echo "=================================================="
    @echo "= {{ text }}"
