"""The row of a training that runs: hold it, look, write a checkpoint, learn at another rate."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from alexstudio.layers import Param, Value
from alexstudio.ui.fields import ParamField
from alexstudio.ui.trainer import Trainer
from alexstudio.ui.words import spoken

RATE = Param("running_rate", "float", 0.01, "learning rate from the next step on", label="rate", low=1e-9, high=1000)


class Steering(QWidget):
    """Acts on the run that goes on; hidden while there is none."""

    def __init__(self, trainer: Trainer) -> None:
        super().__init__()
        self._trainer = trainer
        self.pause = QPushButton(self.tr("Pause"))
        self.pause.setObjectName("pause")
        self.pause.clicked.connect(self._pause)
        self.validate = QPushButton(self.tr("Validate"))
        self.validate.setObjectName("validate_now")
        self.validate.setToolTip(self.tr("Look at the validation pictures now. It counts neither for the schedule nor "
                                         "for the best weights"))  # fmt: skip
        self.validate.clicked.connect(trainer.validate_now)
        self.checkpoint = QPushButton(self.tr("Checkpoint"))
        self.checkpoint.setObjectName("checkpoint_now")
        self.checkpoint.setToolTip(self.tr("Write the weights to the run's folder now"))
        self.checkpoint.clicked.connect(trainer.checkpoint_now)
        self.rate = ParamField(RATE, RATE.default, self._set_rate)
        self.divide = QPushButton("÷ 10")
        self.divide.setObjectName("divide_rate")
        self.divide.setToolTip(self.tr("Divide the learning rate by 10 from the next step on"))
        self.divide.setAccessibleName(self.divide.toolTip())
        self.divide.clicked.connect(lambda: trainer.set_rate(factor=0.1))
        title = QLabel(spoken("learning rate"))
        title.setProperty("role", "muted")
        title.setBuddy(self.rate)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        for column, button in enumerate((self.pause, self.validate, self.checkpoint)):
            grid.addWidget(button, 0, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(title, 1, 0)
        grid.addWidget(self.rate, 1, 1)
        grid.addWidget(self.divide, 1, 2)
        self.refresh()

    def refresh(self) -> None:
        """Show what the run does."""
        run = self._trainer.run
        is_on = self._trainer.is_steerable and run is not None
        self.setVisible(is_on)
        if run is None or not is_on:
            return
        self.pause.setText(self.tr("Go on") if run.is_paused else self.tr("Pause"))
        self.pause.setToolTip(
            self.tr("Take the next step") if run.is_paused else self.tr("Hold the training after the step at hand")
        )
        if run.step is not None and not self.rate.editor.hasFocus():
            self.rate.show_value(float(f"{run.step.rate:.4g}"))

    def _pause(self) -> None:
        run = self._trainer.run
        if run is not None and run.is_paused:
            self._trainer.go()
        else:
            self._trainer.pause()

    def _set_rate(self, value: Value) -> str:
        assert isinstance(value, (int, float))
        self._trainer.set_rate(rate=float(value))
        return ""
