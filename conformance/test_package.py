"""What the packages look like before a function is called."""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
import typing
from importlib.resources import files
from pathlib import Path

import pytest

from . import child_process, model
from .api import PUBLIC, Binding
from .contract import FOLDER, TOOLS, read

# Everything that has a docstring and a signature of its own.
FUNCTIONS = [
    *sorted(PUBLIC - {"Product"}),
    "Product",
    "Product.multiply_by",
    "Product.close",
]
PROPERTIES = ["Product.value", "Product.closed"]


def find(module: object, name: str) -> typing.Any:
    """`Product.close` and the like."""
    for part in name.split("."):
        module = getattr(module, part)
    return module


def test_public_names(binding: Binding) -> None:
    assert len(binding.__all__) == len(PUBLIC)
    assert set(binding.__all__) == PUBLIC
    for name in PUBLIC:
        assert callable(getattr(binding, name))


def test_raw_is_there_when_asked_for(binding: Binding) -> None:
    raw = importlib.import_module(f"{binding.__name__}.raw")
    assert raw.__doc__


@pytest.mark.parametrize("name", FUNCTIONS)
def test_signatures(binding: Binding, name: str) -> None:
    def parameters(module: object) -> list[tuple[str, object, object]]:
        found = inspect.signature(find(module, name)).parameters.values()
        # Whether `self` may be given by keyword is nobody's affair.
        return [
            (each.name, each.name == "self" or each.kind, each.default)
            for each in found
        ]

    assert parameters(binding) == parameters(model)


@pytest.mark.parametrize("name", [*FUNCTIONS, *PROPERTIES])
def test_docstrings(binding: Binding, name: str) -> None:
    assert inspect.getdoc(find(binding, name)) == inspect.getdoc(find(model, name))


def test_the_module_is_documented(binding: Binding) -> None:
    assert inspect.getdoc(binding)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_type_hints(binding: Binding, name: str) -> None:
    # A compiled function has none of its own: its stub has. Where there are hints,
    # every name in them can be found.
    found = find(binding, name)
    for hinted in [found, getattr(found, "__init__", None)]:
        if getattr(hinted, "__annotations__", None):
            assert typing.get_type_hints(hinted)


def test_it_says_that_it_is_typed(binding: Binding) -> None:
    assert files(binding.__name__).joinpath("py.typed").is_file()


def test_the_version_is_that_of_the_workspace(binding: Binding) -> None:
    workspace = read("../Cargo.toml")["workspace"]
    version = importlib.metadata.version(binding.__name__)
    assert version == workspace["package"]["version"]


def test_one_script_runs_cargo_for_all() -> None:
    # Each demo can be copied out alone, so that each has the script: the same one.
    demos = Path(FOLDER.parent).glob("*-demo/cargo_build.py")
    scripts = {script.parent.name: script.read_bytes() for script in demos}
    assert len(scripts) == 4
    assert len(set(scripts.values())) == 1, f"they differ: {sorted(scripts)}"


@pytest.mark.parametrize("first", range(len(TOOLS)), ids=lambda n: TOOLS[n].module)
def test_all_five_in_one_process(first: int) -> None:
    # Each carries its own copy of the Rust library; none may find another's.
    modules = [tool.module for tool in TOOLS[first:] + TOOLS[:first]]
    child_process.run(
        """
        import importlib, sys

        bindings = [importlib.import_module(name) for name in sys.argv[1:]]
        for _ in range(3):
            for binding in bindings:
                assert binding.multiply(6, 2.3) == 13.799999237060547
                assert binding.repeat("é", 3) == "ééé"
                try:
                    binding.checked_multiply(2**62, 2)
                except OverflowError:
                    pass
        products = [binding.Product(2.0) for binding in bindings]
        for product in products:
            product.multiply_by(3.0)
        assert [product.value for product in products] == [6.0] * len(products)
        """,
        *modules,
    )
