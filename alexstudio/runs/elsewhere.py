"""A run on other machines: the torchrun line, a Slurm script and a few words, beside the job in its run folder."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from alexstudio.files import FileProblem, write_atomically
from alexstudio.graph import Document
from alexstudio.graph.node import HOST
from alexstudio.runs.folder import RunFolder, RunProblem

SCRIPT, WORDS = "train.sbatch", "HOW-TO-RUN.txt"
PORT = 29_500
MOST = 4096


@dataclass(frozen=True)
class Elsewhere:
    """How many processes train a run: ``nodes`` machines with ``processes`` each, each of these on ``devices`` GPUs."""

    nodes: int = 1
    processes: int = 1
    devices: int = 1

    def __post_init__(self) -> None:
        for what in ("nodes", "processes", "devices"):
            if not 1 <= getattr(self, what) <= MOST:
                raise RunProblem(f"The number of {what} must be 1 to {MOST:,}, not {getattr(self, what):,}.")

    @property
    def size(self) -> int:
        """All processes."""
        return self.nodes * self.processes

    def line(self, folder: str) -> str:
        """The command for a shell; with several machines it is the same on each, which know the first one as HEAD."""
        meeting = ["--standalone"]
        if self.nodes > 1:
            meeting = [f"--nnodes={self.nodes}", "--rdzv-backend=c10d", "--rdzv-id=alexstudio"]
        words = ["torchrun", f"--nproc-per-node={self.processes}", *meeting, "--max-restarts=3"]
        where = [f'--rdzv-endpoint="$HEAD:{PORT}"'] if self.nodes > 1 else []
        return " ".join([*words, *where, "-m alexstudio.engine --resume", shlex.quote(folder)])

    def slurm(self, folder: str, name: str) -> str:
        """A script for sbatch."""
        letters = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name).strip("-")
        gpus = self.processes * self.devices
        return "\n".join(
            (
                "#!/bin/bash",
                f"#SBATCH --job-name={letters[:40] or 'alexstudio'}",
                f"#SBATCH --nodes={self.nodes}",
                "#SBATCH --ntasks-per-node=1",
                f"#SBATCH --gpus-per-node={gpus}",
                f"#SBATCH --cpus-per-task={4 * gpus}",
                "#SBATCH --signal=TERM@120  # two minutes before the time is over: a last checkpoint",
                "#SBATCH --requeue",
                "",
                "# the machine on which the processes meet",
                'export HEAD=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)',
                f"export OMP_NUM_THREADS=$((SLURM_CPUS_PER_TASK / {self.processes}))",
                "",
                f"srun {self.line(folder)}",
                "",
            )
        )

    def words(self, folder: str, document: Document) -> str:
        """What to do with the folder, in a few sentences."""
        batch = document.recipe.batch_size
        share = f"{batch // self.size:,}" + ("" if batch % self.size == 0 else f" or {batch // self.size + 1:,}")
        export = f"export HEAD=<name of the first machine>\n{self.line(folder)}"
        return (
            f"{document.title}\n\n"
            f"1. Put this folder at {folder} on every machine, best on a disk that they share, and the data where the\n"
            f"   recipe says: {document.recipe.data}\n"
            "2. Install alexstudio there.\n"
            f"3. {'On every machine' if self.nodes > 1 else 'There'}:\n\n"
            f"{export if self.nodes > 1 else self.line(folder)}\n\n"
            f"   or, with Slurm: sbatch {SCRIPT}\n"
            f"4. Watch it from anywhere that sees the folder: alexstudio watch {shlex.quote(folder)}\n\n"
            f"The batch size of the recipe, {batch:,}, is that of all {self.size:,} processes together: {share}\n"
            "pictures each. Batch normalisation works with each process's own pictures. torchrun starts the processes\n"
            "again, up to three times, when one of them dies; they go on from the last checkpoint.\n"
        )


def spread_devices(document: Document) -> int:
    """GPUs that one copy of a document is placed on."""
    return max(1, len({node.device for node in document.graph.nodes} - {HOST}))


def write_job(path: Path, document: Document, plan: Elsewhere, minutes: float | None = None) -> RunFolder:
    """Make a run folder with job, Slurm script and words; `RunProblem` when it cannot be made."""
    if document.recipe.batch_size < plan.size:
        raise RunProblem(
            f"A batch of {document.recipe.batch_size:,} is too small for {plan.size:,} processes. "
            f"Set batch size = {plan.size:,} at least, or take fewer processes."
        )
    run = RunFolder.create(path, document, devices={}, minutes=minutes)
    try:
        write_atomically(path / SCRIPT, plan.slurm(str(path), document.title).encode())
        write_atomically(path / WORDS, plan.words(str(path), document).encode())
    except FileProblem as problem:
        raise RunProblem(str(problem)) from None
    return run
