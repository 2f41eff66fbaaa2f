"""No step of the tutorial: how the steps show a call and its outcome."""

from collections.abc import Callable


def attempt(call: str, function: Callable[..., object], *args: object) -> None:
    """Print what `function` returns, or what it raises, beside `call`."""
    try:
        outcome = repr(function(*args))
    except Exception as error:
        outcome = f"{type(error).__name__}: {error}"
    print(f"{call:<34} {outcome}")
