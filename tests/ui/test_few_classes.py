"""With five classes or fewer the top-5 error is always 0: the window then tells the top-1 error."""

from __future__ import annotations

from collections.abc import Callable

from driving import LEFT
from PySide6.QtTest import QTest

from alexstudio.runs import messages as say
from alexstudio.ui.fake_engine import FakeEngine
from alexstudio.ui.main_window import MainWindow


def test_the_top_1_error_is_told(make_window: Callable[..., MainWindow]) -> None:
    window = make_window("lenet5")
    engine, panel = window.trainer.engine, window.training
    assert isinstance(engine, FakeEngine)
    QTest.mouseClick(window.train_button, LEFT)
    engine.play(1)
    run = window.trainer.run
    assert run is not None and run.started is not None and not run.has_few_classes
    assert "op-5" in panel.errors_title.text()
    engine.heard.emit(run.started.model_copy(update={"classes": ("bright", "dark")}))
    engine.heard.emit(
        say.Step(step=2, epoch=1, loss=1.0, top1=0.25, top5=0.0, rate=0.01, images_per_second=9.0, seconds_left=None)
    )
    assert (panel.errors_title.text(), panel.errors.text()) == ("Top-1 error of the last batch", "25.0 %")
    engine.heard.emit(say.Validated(step=2, epoch=1, loss=1.0, top1=0.125, top5=0.0, is_best=True))
    assert (panel.errors_title.text(), panel.errors.text()) == ("Validation top-1 error", "12.5 %")
    assert not panel.top1.isVisible()
    engine.heard.emit(
        say.Finished(run=str(run.path), reason="done", step=2, top1=0.125, top5=0.0, best_top5=0.0, seconds=1.0)
    )
    assert "Validation top-1 error 12.5 %" in window.banner.text and "top-5" not in window.banner.text
