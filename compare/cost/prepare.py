"""Everybody who is to be timed, with calls that were tried and are right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compare.cost import compiled, timing
from compare.cost.calls import Call, Kind
from compare.cost.contenders import CONTENDERS, Contender

EMPTY_LOOP = "empty-loop"


class RefusedError(Exception):
    """There is something that must not be timed."""


def load(
    contenders: Sequence[Contender] = CONTENDERS,
) -> tuple[dict[str, Any], list[str]]:
    """Import everybody; return their functions, and who is not installed.

    Raises:
        RefusedError: a compiled file is a debug build.
    """
    tools: dict[str, Any] = {}
    missing = []
    for contender in contenders:
        try:
            if contender.compiled:
                for file in compiled.files_of(contender.package):
                    compiled.refuse_debug_build(file)
            tools[contender.key] = contender.load()
        except ModuleNotFoundError as error:
            missing.append(f"{contender.label} ({contender.form}): {error}")
        except compiled.DebugBuildError as error:
            raise RefusedError(f"{contender.package}: {error}") from error
    return tools, missing


def calls_of(
    kind: Kind, tools: dict[str, Any], contenders: Sequence[Contender] = CONTENDERS
) -> dict[str, Call]:
    """Prepare a kind's call for everybody who can make it, and check every answer.

    The empty loop is one of them: its time is in all the others.

    Raises:
        RefusedError: an answer is wrong.
    """
    calls = {}
    for contender in contenders:
        if contender.key not in tools or kind.group in contender.omits:
            continue
        if not (kind.for_all or contender.in_curve):
            continue
        try:
            call = kind.call(tools[contender.key])
        except AttributeError as error:
            if contender.form == "finished":
                raise RefusedError(f"{kind.title}: {contender.key}: {error}") from error
            continue  # no such function in what is not a whole binding
        try:
            timing.check(contender.key, call, kind.right_answer)
        except timing.WrongAnswerError as error:
            raise RefusedError(f"{kind.title}: {error}") from error
        calls[contender.key] = call
    return calls | {EMPTY_LOOP: Call("pass", {})}
