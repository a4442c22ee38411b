"""`Recovery`: a way on as a button, when a training ended as it should not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from alexstudio.runs.folder import LAST
from alexstudio.runs.messages import Failed
from alexstudio.ui.words import translate

if TYPE_CHECKING:
    from alexstudio.ui.main_window import MainWindow


class Recovery(QObject):
    """Offers beside the sentence of the banner to go on, or to train with a smaller batch."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.trainer.broke.connect(self.offer)

    def offer(self, failed: Failed | None) -> None:
        """Put buttons into the banner, which tells already what happened; None: the process died."""
        trainer, banner = self._window.trainer, self._window.banner
        offers = [banner.offer, banner.offer_too]
        if failed is not None and failed.smaller_batch:
            text = self.tr("Train with batch {number}").format(number=f"{failed.smaller_batch:,}")
            key = self._window.session.sheet.key
            offers.pop(0)(text, partial(self.train_smaller, failed.smaller_batch, key))
        run = trainer.run
        is_kept = trainer.can_resume and run is not None and (run.path / LAST).exists()
        if is_kept and (failed is None or failed.can_go_on):
            offers.pop(0)(self._window.training.resume.text(), self.go_on)

    def go_on(self) -> None:
        """Continue from the last checkpoint."""
        self._window.banner.hide()
        self._window.trainer.resume()

    def train_smaller(self, batch: int, sheet: str) -> None:
        """Train the document of a sheet with a smaller batch, one step of undo, in an engine that starts afresh."""
        window = self._window
        if window.session.sheet.key != sheet or window.trainer.is_busy:
            window.banner.tell(self.tr("Bring the document to the front whose training failed, and train it again."))
            return
        window.banner.hide()
        if window.session.document.recipe.batch_size > batch:
            label = translate("Undo", "Train with batch {number}").format(number=f"{batch:,}")
            window.session.set_recipe(window.session.document.with_recipe(batch_size=batch).recipe, label)
        window.trainer.renew()
        window.verbs.train()
