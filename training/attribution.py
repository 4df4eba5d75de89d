"""Train the attribution heads on a frozen encoder: `python -m training.attribution --data DIR --run DIR --out DIR`.

`--data` holds `train/` in PolNeAR's form, `--run` the encoder's checkpoint and labels as `python -m training` leaves
them. Without this step the package reads attributions by its rules alone.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F

from readout.language.attribution.heads import GAP
from readout.language.encoder import Encoder
from training.attribution_data import Cue, Report, reports
from training.attribution_model import LAYERS, Heads, cues, spans
from training.export import arrays, encoder, export

RATE, DECAY, TOGETHER, MOST_CUES = 2.5e-3, 0.02, 2, 40
CUES_WEIGH = 12.5  # the loss over words against that over pairs, each by count


def laid_out(group: list[Cue]) -> tuple[torch.Tensor, ...]:
    """Words, cues, pairs, real rows and labels, as the package lays them out."""
    size = sum(len(cue.labels) + GAP for cue in group)
    words, heads, labels = np.zeros((3, size), dtype=np.int64)
    pairs = np.zeros((size, group[0].pairs.shape[1]), dtype=np.int64)
    real = np.zeros((size, 1), dtype=np.float32)
    at = 0
    for cue in group:
        rows = slice(at, at + len(cue.labels))
        words[rows], heads[rows], labels[rows] = np.arange(cue.first, cue.last), cue.head, cue.labels
        pairs[rows], real[rows] = cue.pairs, 1
        at += len(cue.labels) + GAP
    return tuple(torch.from_numpy(array) for array in (words, heads, pairs, real, labels))


def loss(model: Heads, report: Report, rng: random.Random) -> torch.Tensor:
    """Of the cues over the report's words, and of the labels around a sample of its true cues."""
    x = model.words(torch.from_numpy(report.hidden.astype(np.float32)), torch.from_numpy(report.rules))
    known = torch.from_numpy(report.known)
    gold = torch.from_numpy(report.heads).float()
    total = CUES_WEIGH * F.binary_cross_entropy_with_logits(model.head(x)[known, 0], gold[known], reduction="sum")
    if report.cues:
        words, heads, pairs, real, labels = laid_out(rng.sample(report.cues, min(MOST_CUES, len(report.cues))))
        scores = model.spans(x, words, heads, pairs, real)
        rows = real[:, 0] > 0
        total = total + F.cross_entropy(scores[rows], labels[rows], reduction="sum")
    return total / 2000


def train(given: list[Report], epochs: int, seed: int = 1) -> Heads:
    """One cycle of rates over this many epochs."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    sample = np.concatenate([r.hidden for r in given[:40]]).astype(np.float32)
    model = Heads(torch.from_numpy(sample.mean(0)), torch.from_numpy(sample.std(0)))
    optimizer = torch.optim.AdamW(model.parameters(), RATE, weight_decay=DECAY)
    steps = epochs * -(-len(given) // TOGETHER)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    model.train()
    for epoch in range(epochs):
        order = rng.sample(given, len(given))
        seen = 0.0
        for at in range(0, len(order), TOGETHER):
            optimizer.zero_grad()
            value = torch.stack([loss(model, report, rng) for report in order[at : at + TOGETHER]]).sum()
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            seen += float(value.detach())
        print(f"epoch {epoch + 1}: loss {seen / len(given):.4f}", flush=True)
    return model.eval()


def checkpoint_of(run: Path) -> Path:
    """The last epoch's weights."""
    return max(run.glob("epoch*.pt"), key=lambda path: int(path.stem[5:]))


def write(model: Heads, run: Path, to: Path) -> None:
    """The encoder with the narrowing layer, and the two graphs of the heads."""
    weights = arrays(checkpoint_of(run))
    heads = {name: value.numpy() for name, value in model.state_dict().items()}
    for name, graph in (
        ("encoder", encoder(weights, LAYERS, model.telling_weights())),
        ("cues", cues(heads)),
        ("spans", spans(heads)),
    ):
        onnx.checker.check_model(graph)
        (to / f"{name}.onnx").write_bytes(graph.SerializeToString(deterministic=True))


def main() -> None:
    """Export an encoder that shows its layers, read the reports with it, train, and write the graphs."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ in it")
    parser.add_argument("--run", type=Path, required=True, help="folder with the encoder's epochN.pt and labels.json")
    parser.add_argument("--vocabulary", type=Path, required=True, help="the encoder's vocab.txt")
    parser.add_argument("--out", type=Path, required=True, help="the model's folder: encoder.onnx is written anew")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--leave-out", type=int, default=0, help="train without every Nth report, to measure on those")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    shown = asked.run / "layers"
    export(checkpoint_of(asked.run), asked.run / "labels.json", asked.vocabulary, shown)
    graph = encoder(arrays(checkpoint_of(asked.run)), LAYERS)
    (shown / "encoder.onnx").write_bytes(graph.SerializeToString(deterministic=True))
    given = reports(asked.data / "train", Encoder(shown))
    if asked.leave_out:
        given = [report for number, report in enumerate(given) if number % asked.leave_out]
    model = train(given, asked.epochs)
    torch.save(model.state_dict(), asked.run / "attribution.pt")
    write(model, asked.run, asked.out)


if __name__ == "__main__":
    main()
