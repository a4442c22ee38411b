"""The commands that measure time: `Calibrate` and `Measure`, carried out and answered."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel

from alexstudio.engine.calibration import calibrate
from alexstudio.engine.devices import check_physical, inventory
from alexstudio.engine.measure import measure
from alexstudio.files import FileProblem
from alexstudio.graph.fileformat import loads
from alexstudio.runs.messages import Calibrate, Calibrated, Measure, Measured, Working
from alexstudio.runs.timing import save_rates

Send = Callable[[BaseModel], None]


def carry_out(command: Calibrate | Measure, send: Send, should_stop: Callable[[], bool]) -> None:
    """Measure what was asked, with the part that is done, and answer; `DeviceProblem` or `CompileError` where not."""

    def tell(part: float) -> None:
        send(Working(command=command.do, part=round(part, 3)))

    if isinstance(command, Measure):
        found = measure(
            loads(command.document), batch=command.batch, precision=command.precision, devices=command.devices,
            steps=command.steps, trace=command.trace, tell=tell, should_stop=should_stop,
        )  # fmt: skip
        send(Measured(measurement=found))
        return
    devices = [check_physical(name) for name in command.devices or inventory()]
    machines, why_not = calibrate(devices, command.seconds, tell, should_stop), ""
    try:
        save_rates(machines)
    except FileProblem as problem:  # they can still be used once
        why_not = str(problem)
    send(Calibrated(machines=machines, why_not=why_not))
