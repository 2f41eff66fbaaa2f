"""What the packages look like before a function is called."""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
import re
from importlib.resources import files

import pytest

from . import child
from .api import PUBLIC, Binding
from .tables import REFUSALS, TOOLS, read

SIGNATURES = {
    "cmult": ["int_param", "float_param"],
    "multiply": ["int_param", "float_param"],
    "checked_multiply": ["a", "b"],
    "multiply_complex": ["a", "b"],
    "repeat": ["text", "times"],
    "logical_and": ["a", "b"],
    "scale_in_place": ["values", "factor"],
    "dot": ["a", "b"],
    "map_in_place": ["values", "function"],
    "compound": ["start", "factor", "times"],
    "Product": ["start"],
    "Product.multiply_by": ["self", "factor"],
    "Product.close": ["self"],
}


def find(binding: Binding, name: str) -> object:
    """`Product.close` and the like."""
    found: object = binding
    for part in name.split("."):
        found = getattr(found, part)
    return found


def test_public_names(binding: Binding) -> None:
    assert len(binding.__all__) == 11
    assert set(binding.__all__) == PUBLIC
    for name in PUBLIC:
        assert callable(getattr(binding, name))


def test_raw_is_there_when_asked_for(binding: Binding) -> None:
    raw = importlib.import_module(f"{binding.__name__}.raw")
    assert raw.__doc__


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures(binding: Binding, name: str) -> None:
    found = find(binding, name)
    assert callable(found)
    parameters = inspect.signature(found).parameters
    assert list(parameters) == SIGNATURES[name]
    for parameter in parameters.values():
        if parameter.name != "self":
            assert parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        if parameter.name == "start" and name == "Product":
            assert parameter.default == 1.0
        else:
            assert parameter.default is parameter.empty


DOCUMENTED = [*SIGNATURES, "Product.value", "Product.closed"]


@pytest.mark.parametrize("name", DOCUMENTED)
def test_docstrings(binding: Binding, name: str) -> None:
    text = inspect.getdoc(find(binding, name)) or ""
    # The first line is a sentence of its own.
    assert re.match(r"[A-Z].*\S", text), text
    assert len(text) > 15


def test_the_module_is_documented(binding: Binding) -> None:
    assert inspect.getdoc(binding)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_raises_are_documented(binding: Binding, name: str) -> None:
    # What `cases.toml` refuses with; a TypeError for a wrong type goes without
    # saying in Python.
    text = inspect.getdoc(find(binding, name)) or ""
    kinds = {case.exception for case in REFUSALS if case.function == name}
    for kind in kinds - {TypeError}:
        assert kind.__name__ in text, f"{kind.__name__} is not in:\n{text}"


def test_it_says_that_it_is_typed(binding: Binding) -> None:
    assert files(binding.__name__).joinpath("py.typed").is_file()


def test_the_version_is_that_of_the_workspace(binding: Binding) -> None:
    workspace = read("../Cargo.toml")["workspace"]
    version = importlib.metadata.version(binding.__name__)
    assert version == workspace["package"]["version"]


@pytest.mark.parametrize("first", range(len(TOOLS)), ids=lambda n: TOOLS[n].module)
def test_all_five_in_one_process(first: int) -> None:
    # Each carries its own copy of the Rust library; none may find another's.
    modules = [tool.module for tool in TOOLS[first:] + TOOLS[:first]]
    child.run(
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
