"""Each row of `cases.toml`, through each binding."""

from __future__ import annotations

from array import array
from typing import Any

import pytest

from .api import Binding
from .contract import (
    ANSWERS,
    CORE_ERRORS,
    REFUSALS,
    Answer,
    Refusal,
    Tool,
    class_name,
)
from .exact import exact

CALLBACKS = {
    "double": lambda value: value * 2.0,
    "negate": lambda value: -value,
}


def call(binding: Any, case: Answer) -> tuple[object, object]:
    """Makes the call: what it returned, and the array it worked on."""
    arguments: list[Any] = case.arguments
    match case.function:
        case "Product":
            product = binding.Product(arguments[0])
            for factor in arguments[1]:
                product.multiply_by(factor)
            return product.value, None
        case "multiply_complex":
            return binding.multiply_complex(
                *(complex(real, imaginary) for real, imaginary in arguments)
            ), None
        case "repeat":
            return binding.repeat(arguments[0], int(arguments[1])), None
        case "scale_in_place":
            values = array("d", arguments[0])
            return binding.scale_in_place(values, arguments[1]), values
        case "map_in_place":
            values = array("d", arguments[0])
            return binding.map_in_place(values, CALLBACKS[arguments[1]]), values
        case "dot":
            return binding.dot(*(array("d", argument) for argument in arguments)), None
        case name:
            return getattr(binding, name)(*arguments), None


@pytest.mark.parametrize("case", ANSWERS, ids=str)
def test_answer(binding: Binding, tool: Tool, case: Answer) -> None:
    if case.function == "repeat" and int(case.arguments[1]) > tool.largest_times:
        with tool.refuses("out_of_range"):
            call(binding, case)
        return
    if case.error is not None:
        exception, message = CORE_ERRORS[case.error]
        with pytest.raises(exception) as caught:
            call(binding, case)
        assert type(caught.value) is exception
        assert str(caught.value) == message
        return
    result, after = call(binding, case)
    if case.after is not None:
        assert result is None
        assert exact(after) == exact(case.after)
    elif case.function == "multiply_complex":
        assert exact(result) == exact(complex(*case.result))
    else:
        assert exact(result) == exact(case.result)


@pytest.mark.parametrize("case", REFUSALS, ids=str)
def test_refusal(binding: Binding, tool: Tool, case: Refusal) -> None:
    with pytest.raises(BaseException) as caught:  # a promise or a trait says which
        case.call(binding)
    assert class_name(caught.value) in case.classes(tool), repr(caught.value)
