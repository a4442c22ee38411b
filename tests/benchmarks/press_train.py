"""From the press on Train to the first point, with a warm engine, the full AlexNet and the quick-start recipe."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from alexstudio.app import build_window
from alexstudio.runs.messages import Step
from alexstudio.ui.theme import apply_theme


def main() -> None:
    """Print the time to the first point and the rate of the first steps."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        window = build_window(None, None, Path(folder))
        window.show()
        window.trainer.wake()
        begin = time.perf_counter()
        wait(app, lambda: window.trainer.is_warm, 120)
        print(f"engine warm after {time.perf_counter() - begin:.1f} s")
        seen: list[tuple[float, Step]] = []
        window.trainer.engine.heard.connect(
            lambda event: seen.append((time.perf_counter(), event)) if isinstance(event, Step) else None
        )
        begin = time.perf_counter()
        window.verbs.train()
        wait(app, lambda: bool(seen), 120)
        print(f"press Train to first point: {seen[0][0] - begin:.2f} s (reach 1 s)")
        wait(app, lambda: len(seen) >= 16, 120)
        print(f"images/s over the next steps: {32 * (len(seen) - 2) / (seen[-1][0] - seen[1][0]):.1f}")
        window.trainer.stop()
        wait(app, lambda: not window.trainer.is_busy, 60)
        window.close()


def wait(app: QApplication, done: Callable[[], bool], seconds: float) -> None:
    """Let the window live until something is so."""
    end = time.perf_counter() + seconds
    while not done():
        if time.perf_counter() > end:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.001)
