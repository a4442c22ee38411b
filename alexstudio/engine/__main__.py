"""``python -m alexstudio.engine`` serves commands on standard input; with a run folder it runs that job and ends.

``--resume`` before the folder: go on from its last checkpoint.

Ends with 0 when the training ended as it should (also when it was stopped), 1 when it failed, 2 when the command line
or the folder is wrong.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from pathlib import Path

from alexstudio.engine.wire import take_stdout
from alexstudio.extensions.loading import load_enabled

# Read when torch is loaded. torch's threads spin at every layer for a partner that the window or another program may
# keep from running: with two busy programs on two cores a step of AlexNet took 0.56 s with this limit instead of 0.9 to
# 1.6 s, and on a quiet machine the same as without it. Huge pages: making AlexNet's weights took 0.09, not 0.37 s.
_TORCH = {"GOMP_SPINCOUNT": "30000", "THP_MEM_ALLOC_ENABLE": "1"}


def main(arguments: list[str]) -> int:
    """Secure the wire, then import torch and do what the command line says."""
    resume = arguments[:1] == ["--resume"]
    arguments = arguments[1:] if resume else arguments
    if len(arguments) > 1 or (resume and not arguments) or any(argument.startswith("-") for argument in arguments):
        sys.stderr.write(f"{(__doc__ or '').strip()}\n")
        return 2
    wire = take_stdout()
    faulthandler.enable()
    for name, value in _TORCH.items():
        os.environ.setdefault(name, value)
    for sentence in load_enabled():
        sys.stderr.write(f"{sentence}\n")
    if arguments:
        from alexstudio.engine.headless import run_job

        return run_job(wire, Path(arguments[0]), resume=resume)
    from alexstudio.engine.server import serve

    return serve(wire)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
