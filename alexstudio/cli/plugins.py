"""The verb plugins: which there are, enabling one after looking at it, disabling one."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from alexstudio.cli.refusal import FAILED, WELL, Parser, Refusal, visible

if TYPE_CHECKING:
    from alexstudio.extensions.catalogue import Plugin

SWITCH = "--no-plugins"
HEADS = ("Plugin", "State", "Files", "SHA-256", "Path")
SHORT = 12


def add_parser(verbs: argparse._SubParsersAction[Parser]) -> None:
    """Declare the verb."""
    parser = verbs.add_parser("plugins", help="the plugins that there are; enable and disable them")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")
    enable = actions.add_parser("enable", help="let the code of a plugin run from now on")
    enable.add_argument("--sha256", metavar="HASH", help="of the files that you looked at; needed without a terminal")
    for action in (enable, actions.add_parser("disable", help="load a plugin no more")):
        action.add_argument("plugin", metavar="NAME|PATH")


def take_switch(given: list[str]) -> list[str]:
    """The arguments without ``--no-plugins``, which is obeyed by this process and by those that it starts."""
    end = given.index("--") if "--" in given else len(given)
    if SWITCH not in given[:end]:
        return given
    from alexstudio.extensions.loading import OFF

    os.environ[OFF] = "1"
    return [argument for argument in given[:end] if argument != SWITCH] + given[end:]


def load_plugins() -> None:
    """Load what the user enabled; what went wrong is told on standard error."""
    from alexstudio.extensions.loading import load_enabled

    for sentence in load_enabled():
        print(f"alexstudio: {visible(sentence)}", file=sys.stderr)


def plugins(chosen: argparse.Namespace) -> int:
    """Do what was asked with plugins."""
    from alexstudio.extensions.problem import PluginProblem

    try:
        if chosen.action == "enable":
            return _enable(chosen)
        return _disable(chosen) if chosen.action == "disable" else _list()
    except PluginProblem as problem:
        raise Refusal(str(problem)) from None


def _list() -> int:
    from alexstudio.extensions import catalogue
    from alexstudio.extensions.loading import OFF, is_off

    found, problem = catalogue.plugins()
    rows = [HEADS, *map(_row, found)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS) - 1)]
    for row in rows:
        cells = [text.rjust(width) if place == 2 else text.ljust(width)
                 for place, (text, width) in enumerate(zip(row, [*widths, 0], strict=True))]  # fmt: skip
        print(visible("  ".join(cells).rstrip()))
    for plugin in found:
        if plugin.why:
            print(visible(f"{plugin.spot.name}: {plugin.why}"))
    if not found:
        print("There are no plugins.")
    if is_off():
        print(f"{OFF} is set, so none is loaded.")
    if problem:
        raise Refusal(problem, FAILED)
    return WELL


def _row(plugin: Plugin) -> tuple[str, ...]:
    files, digest = (str(len(plugin.tree.files)), plugin.tree.sha256[:SHORT]) if plugin.tree else ("–", "–")
    return plugin.spot.name, plugin.state, files, digest, str(plugin.tree.path if plugin.tree else plugin.spot.path)


def _enable(chosen: argparse.Namespace) -> int:
    from alexstudio.extensions import catalogue
    from alexstudio.extensions.problem import PluginProblem

    plugin = catalogue.find(chosen.plugin)
    if plugin.tree is None:
        raise Refusal(plugin.why)
    print(visible(f"{plugin.spot.name} ({plugin.spot.where}): {plugin.tree.about or 'no description'}"))
    for line in catalogue.consent_lines(plugin):
        print(visible(line))
    sys.stdout.flush()
    if chosen.sha256 is not None:
        if chosen.sha256.strip().lower() != plugin.tree.sha256:
            raise Refusal("The SHA-256 of its files is another one, so it was not enabled. Look at the files again.")
    elif not sys.stdin.isatty():
        raise Refusal("Nobody can be asked here. Look at the files, then give --sha256 with the number above.")
    elif not _says_yes():
        print("It was not enabled.")
        return FAILED
    try:
        types = catalogue.enable(plugin.spot, plugin.tree)
    except PluginProblem as problem:
        raise Refusal(str(problem), FAILED) from None
    print(f"Enabled. It adds {', '.join(types)}, also in a window that is open, after its next start.")
    return WELL


def _says_yes() -> bool:
    try:
        return input("Enable it? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:  # Ctrl-D
        print()
        return False


def _disable(chosen: argparse.Namespace) -> int:
    from alexstudio.extensions import catalogue

    plugin = catalogue.find(chosen.plugin)
    catalogue.disable(plugin.spot.key)
    print(visible(f"{plugin.spot.name} is not enabled. A window that is open has it until it is closed."))
    return WELL
