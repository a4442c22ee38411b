"""Measures what users feel and prints ratios; nothing here passes or fails, and pytest does not collect it.

    python tests/benchmarks/run.py            everything, some five minutes
    python tests/benchmarks/run.py module     one part: module, launch, train, edit, analysis, layout, canvas,
                                              plots, timing, data, speed

Every comparison runs side by side, its rounds interleaved, and prints medians: machines are noisy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))


def main() -> None:
    import analysis_speed
    import canvas
    import canvas_layout
    import data_speed
    import edits
    import launch
    import module_speed
    import plots
    import press_train
    import timing
    import training_speed

    parts: dict[str, Callable[[], None]] = {
        "module": module_speed.main,
        "launch": launch.main,
        "train": press_train.main,
        "edit": edits.main,
        "analysis": analysis_speed.main,
        "layout": canvas_layout.main,
        "canvas": canvas.main,
        "plots": plots.main,
        "timing": timing.main,
        "data": data_speed.main,
        "speed": training_speed.main,
    }
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")]  # options are for the parts
    unknown = [name for name in wanted if name not in parts]
    if unknown:
        sys.exit(f"There is no part {', '.join(unknown)}. There are: {', '.join(parts)}.")
    for name in wanted or parts:
        print(f"\n== {name}")
        parts[name]()


if __name__ == "__main__":
    main()
