"""`just more-roads [TOOL...]`: build and run what this machine can of the other roads.

    --quick     leave out what takes more than a minute to install
    --keep      keep the results with the newest run in compare/runs
    --bless     write what the examples print beside them

A tool that cannot be had is a line of the output. A tool that gives a wrong answer
is a failure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from compare import ROOT, machine, run_files
from compare.behaviour.processes import name_of_end
from compare.report.__main__ import render
from compare.roads import build, examples, table
from compare.roads.ask import FLOOR
from compare.roads.build import NotHereError
from compare.roads.folders import Tool, all_tools

TIMEOUT_SECONDS = 120


def ask(what: str, *arguments: str) -> dict[str, Any]:
    """Ask in a process of the other environment; a crash is an answer, too."""
    try:
        done = subprocess.run(
            [str(build.PYTHON), "-m", "compare.roads.ask", what, *arguments],
            cwd=ROOT,
            env=build.environment(),
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return {"crashed": f"more than {TIMEOUT_SECONDS} s"}
    if done.returncode < 0:
        return {"crashed": name_of_end(done.returncode)}
    if done.returncode:
        raise NotHereError(build.why(done.stderr))
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def version(tool: Tool) -> str:
    """Return the version of the tool itself."""
    who = tool.says["version-of"]
    if isinstance(who, str):
        if found := tool.crate_version(who):
            return found
        code = f"from importlib.metadata import version; print(version({who!r}))"
        who = [str(build.PYTHON), "-c", code]
    done = subprocess.run(who, env=build.environment(), capture_output=True, text=True)
    return done.stdout.strip() or "not known"


def describe(tool: Tool) -> dict[str, Any]:
    """Build a tool and call it; say what came of it, or why it cannot be had."""
    record: dict[str, Any] = {"name": tool.name, "takes": tool.says["takes"]}
    try:
        made = build.build(tool)
        answer = ask("call", tool.module, table.CALL)
        odd = {key: ask("call", tool.module, code) for key, code in table.ODD.items()}
    except NotHereError as error:
        return record | {"missing": str(error), "hint": tool.says.get("hint", "")}
    return record | {
        "version": version(tool),
        "answer": answer,
        "odd": odd,
        "lines": tool.lines("page"),
        "build lines": tool.lines("build"),
        "module bytes": made.module_bytes,
        "wheel tag": made.tag,
        "seconds to build": made.seconds,
    }


def is_wrong(record: dict[str, Any]) -> bool:
    """Tell whether a tool was run, and did not give the right answer."""
    return "answer" in record and record["answer"].get("returned") != table.RIGHT


def run(tools: Sequence[Tool], console: Console) -> dict[str, dict[str, Any]]:
    """Build and ask everybody, then time them together."""
    results = {}
    for number, tool in enumerate(tools, 1):
        console.print(f"[{number}/{len(tools)}] {tool.name}", markup=False)
        results[tool.key] = describe(tool)
    right = [
        t for t in tools if "answer" in results[t.key] and not is_wrong(results[t.key])
    ]
    if right:
        seconds = ask("time", *(tool.module for tool in right))
        if crash := seconds.get("crashed"):
            sys.exit(f"error: while the calls were timed: {crash}")
        floor = seconds[FLOOR]
        for tool in right:
            results[tool.key]["seconds"] = seconds[tool.module]
            results[tool.key]["ratio"] = seconds[tool.module] / floor
    return results


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    tools = all_tools()
    parser = argparse.ArgumentParser(
        prog="just more-roads",
        description="Build and run the tools of more-roads, side by side.",
    )
    names = [tool.key for tool in tools]
    parser.add_argument(
        "tools", metavar="TOOL", nargs="*", help=f"only these, of: {', '.join(names)}"
    )
    parser.add_argument("--quick", action="store_true", help="none that is slow to get")
    parser.add_argument("--keep", action="store_true", help="keep with the newest run")
    parser.add_argument("--bless", action="store_true", help="capture the examples")
    options = parser.parse_args(arguments)
    if unknown := set(options.tools) - set(names):
        parser.error(
            f"no such tool: {', '.join(sorted(unknown))} (of {', '.join(names)})"
        )
    wanted = [t for t in tools if not options.tools or t.key in options.tools]
    options.tools = [t for t in wanted if not (options.quick and t.slow)]
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    options = parse(arguments)
    console = Console(width=None if sys.stdout.isatty() else 80, highlight=False)
    try:
        build.make_environment()
        build.make_libraries()
    except NotHereError as error:
        print(f"error: {error} (see {build.TARGET / 'logs'})", file=sys.stderr)
        return 1
    results = run(options.tools, console)
    wrong = [record for record in results.values() if is_wrong(record)]
    if any("answer" in record for record in results.values()):
        console.print(table.terminal(results))
    for record in results.values():
        if "missing" in record:
            console.print(f"not here: {table.line(record)}", markup=False)
    folder: Path = run_files.committed_runs()[-1] if options.keep else run_files.SCRATCH
    run_files.save(
        folder,
        run_files.MORE_ROADS,
        {"machine": machine.describe(), "tools": results},
    )
    if options.keep:
        render(folder)
    if options.bless:
        for tool in options.tools:
            if "answer" in results[tool.key]:
                examples.bless(tool)
    for record in wrong:
        answer = table.outcome(record["answer"])
        print(f"error: {record['name']}: {table.CALL} gave {answer}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
