"""The compiled module against the same network written by hand in torch: equal bits, images a second."""

from __future__ import annotations

import statistics
import time

import torch
from torch import nn

from alexstudio.engine.compiler import compile_document
from alexstudio.graph.presets import load_preset

ROUNDS, BATCH = 9, 16


class HandWritten(nn.Module):
    """AlexNet in one column, as a person would write it."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 96, 11, stride=4, padding=2)
        self.conv2 = nn.Conv2d(96, 256, 5, padding=2, groups=2)
        self.conv3 = nn.Conv2d(256, 384, 3, padding=1)
        self.conv4 = nn.Conv2d(384, 384, 3, padding=1, groups=2)
        self.conv5 = nn.Conv2d(384, 256, 3, padding=1, groups=2)
        self.fc6 = nn.Linear(9216, 4096)
        self.fc7 = nn.Linear(4096, 4096)
        self.fc8 = nn.Linear(4096, 1000)
        self.norm = nn.LocalResponseNorm(5, 1e-4, 0.75, 2.0)
        self.pool = nn.MaxPool2d(3, 2)
        self.relu = nn.ReLU()
        self.drop = nn.Dropout(0.5)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.pool(self.norm(self.relu(self.conv1(x))))
        x = self.pool(self.norm(self.relu(self.conv2(x))))
        x = self.relu(self.conv4(self.relu(self.conv3(x))))
        x = self.pool(self.relu(self.conv5(x)))
        x = self.drop(self.relu(self.fc6(torch.flatten(x, 1))))
        x = self.drop(self.relu(self.fc7(x)))
        return self.fc8(x)


def step(module: nn.Module, optimiser: torch.optim.Optimizer, x: torch.Tensor, y: torch.Tensor) -> float:
    begin = time.perf_counter()
    optimiser.zero_grad(set_to_none=True)
    nn.functional.cross_entropy(module(x), y).backward()
    optimiser.step()
    return time.perf_counter() - begin


def main() -> None:
    """Print equality and the ratio of images a second."""
    torch.manual_seed(0)
    compiled, hand = compile_document(load_preset("alexnet")), HandWritten()
    hand.load_state_dict(compiled.state_dict())
    x, y = torch.randn(BATCH, 3, 224, 224), torch.randint(0, 1000, (BATCH,))
    with torch.no_grad():
        equal = torch.equal(compiled.eval()(x), hand.eval()(x))
    modules = {"compiled": compiled.train(), "by hand": hand.train()}
    optimisers = {name: torch.optim.SGD(module.parameters(), 1e-4, 0.9) for name, module in modules.items()}
    seconds: dict[str, list[float]] = {name: [] for name in modules}
    for number in range(ROUNDS + 1):
        names = list(modules) if number % 2 else list(reversed(modules))
        for name in names:
            took = step(modules[name], optimisers[name], x, y)
            if number:
                seconds[name].append(took)
    speed = {name: BATCH / statistics.median(times) for name, times in seconds.items()}
    ratios = [hand_s / ours_s for ours_s, hand_s in zip(seconds["compiled"], seconds["by hand"], strict=True)]
    print(f"outputs equal bit for bit: {equal}")
    print(
        f"training, float32, batch {BATCH}: compiled {speed['compiled']:.1f} images/s, by hand {speed['by hand']:.1f}"
    )
    print(f"ratio compiled / by hand: {statistics.median(ratios):.3f} (median of {ROUNDS} rounds; reach 0.98)")
