"""Where Qt would abort the process, one sentence says why, before Qt is imported."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from alexstudio.ui import display

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland are Linux's")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_no_display() -> None:
    assert "xvfb-run alexstudio" in display.why_no_window()


@pytest.mark.parametrize(("name", "value"), [("QT_QPA_PLATFORM", "offscreen"), ("WAYLAND_DISPLAY", "wayland-0")])
def test_other_platforms_are_left_to_qt(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    assert display.why_no_window() == ""


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise OSError("libxcb-icccm.so.4: cannot open shared object file: No such file or directory")

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(ctypes, "CDLL", refuse)
    assert display.why_no_window().startswith("Qt needs libxcb-icccm.so.4,")
    assert "libxcb-icccm4" in display.why_no_window()


def test_a_display_that_does_not_answer() -> None:
    """In a process of its own, with the real libraries; without Qt's X11 libraries the other sentence is right."""
    command = [sys.executable, "-m", "alexstudio"]
    done = subprocess.run(command, capture_output=True, text=True, env={"DISPLAY": ":4999", "PATH": "/usr/bin:/bin"})
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert "':4999' of DISPLAY does not answer" in done.stderr or "this system lacks" in done.stderr
