"""A bug in Rust is an exception in Python, and nothing worse."""

from __future__ import annotations

from array import array

from . import child_process
from .api import Binding
from .contract import Tool


def test_a_panic_is_an_exception(binding: Binding, tool: Tool) -> None:
    for _ in range(3):
        with tool.refuses("panic") as caught:
            binding._panic()
        assert "panic" in str(caught.value)
    assert binding.multiply(6, 2.3) == 13.799999237060547


def test_a_panic_in_a_callback(binding: Binding, tool: Tool) -> None:
    values = array("d", [1, 2, 3])
    with tool.refuses("panic"):
        binding.map_in_place(
            values,
            lambda value: -value if value < 2 else binding._panic(),  # type: ignore[arg-type, return-value]
        )
    assert values.tolist() == [-1, 2, 3]
    values.append(4.0)


def test_the_interpreter_lives(binding: Binding) -> None:
    child_process.run(
        """
        import importlib, sys, threading

        binding = importlib.import_module(sys.argv[1])
        caught = []

        def panic():
            try:
                binding._panic()
            except BaseException as error:
                caught.append(error)

        panic()
        threads = [threading.Thread(target=panic) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(caught) == 5
        assert binding.multiply(6, 2.3) == 13.799999237060547
        """,
        binding.__name__,
    )
