"""From the command to a window that can be used, in a fresh process; and to Qt alone for comparison."""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 5

_WINDOW = """
import sys, time
begin = time.perf_counter()
from PySide6.QtWidgets import QApplication
app = QApplication([])
bare = time.perf_counter() - begin
from alexstudio.app import build_window
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.theme import apply_theme
apply_theme(app, "light")
window = build_window(None, FakeEngine())
window.show()
window.canvas.fit()
app.processEvents()
window.grab()
print(bare, time.perf_counter() - begin, "torch" in sys.modules)
window.close()
"""


def main() -> None:
    """Print medians."""
    bare, whole = [], []
    for _ in range(ROUNDS + 1):
        done = subprocess.run([sys.executable, "-c", _WINDOW], capture_output=True, text=True, check=True)
        first, second, has_torch = done.stdout.split()
        assert has_torch == "False"
        bare.append(float(first))
        whole.append(float(second))
    bare_s, whole_s = statistics.median(bare[1:]), statistics.median(whole[1:])
    print(f"launch to painted window with AlexNet, warm: {whole_s:.2f} s (Qt alone {bare_s:.2f} s; reach 1 s)")
