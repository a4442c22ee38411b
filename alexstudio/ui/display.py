"""Whether Qt can open a window here, asked before Qt is imported: where it cannot, Qt aborts the whole process."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import sys
from pathlib import Path

PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 "
    "libxcb-render-util0 libxcb-shape0 libdbus-1-3"
)
"""Debian's packages with the libraries that Qt's window system plugin needs on a bare Linux."""


def why_no_window() -> str:
    """Why no window can be opened and what to do, as one sentence; empty when nothing speaks against it."""
    if sys.platform in ("win32", "darwin"):
        return ""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if not chosen and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        return (
            "there is no display for the window (neither DISPLAY nor WAYLAND_DISPLAY is set). Use the verbs analyze, "
            "train and export, or give it a display, for example: xvfb-run alexstudio."
        )
    if chosen == "xcb" or (not chosen and not os.environ.get("WAYLAND_DISPLAY")):
        return _why_no_x11()
    return ""


def _why_no_x11() -> str:
    found = importlib.util.find_spec("PySide6")
    for folder in found.submodule_search_locations or () if found else ():
        plugin = Path(folder) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
        if not plugin.is_file():
            continue  # a PySide6 of the distribution, with its libraries where the system has them
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            missing = re.search(r"lib[\w+.-]+\.so[\d.]*(?=: cannot open)", str(error))
            what = missing[0] if missing else "a system library"
            return f"Qt needs {what}, which this system lacks. On Debian and Ubuntu: sudo apt install {PACKAGES}."
    if _answers():
        return ""
    return (
        f"the display {os.environ.get('DISPLAY', '')[:100]!r} of DISPLAY does not answer. Set DISPLAY to one that "
        "does, or give the program one of its own: xvfb-run alexstudio."
    )


def _answers() -> bool:
    """Whether the X server that DISPLAY names can be reached; True where that cannot be asked."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers
