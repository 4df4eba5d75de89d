"""The training loop: multi-task, one checkpoint an epoch, resumable."""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from readout.language.wordpieces import Wordpieces
from training.model import Reader
from training.treebank import UNLABELLED, Sentence
from training.windows import Labels, Window, batches, build, cut, pad

ENCODER_RATE, HEADS_RATE, WARM, DECAY = 1.5e-4, 2e-3, 0.04, 0.01
WORDS_A_BATCH = 900


def tensors(group: list[Window], device: str) -> dict[str, Tensor]:
    return {name: torch.from_numpy(array).to(device) for name, array in pad(group).items()}


def rate(progress: float) -> float:
    """Up over the first part, then down to zero in a line."""
    return progress / WARM if progress < WARM else (1 - progress) / (1 - WARM)


def optimizer(model: Reader) -> torch.optim.Optimizer:
    groups = []
    for encoder in (True, False):
        for decays in (True, False):
            chosen = [
                p
                for n, p in model.named_parameters()
                if n.startswith("encoder") == encoder
                and (p.ndim > 1 and "shapes" not in n) == decays
                and p.requires_grad
            ]
            top = ENCODER_RATE if encoder else HEADS_RATE
            groups.append({"params": chosen, "lr": top, "top": top, "weight_decay": DECAY if decays else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)


def train(
    documents: list[list[Sentence]],
    dev: dict[str, list[list[Sentence]]],
    labels: Labels,
    pieces: Wordpieces,
    base: Path,
    out: Path,
    epochs: int,
    device: str = "cpu",
    seed: int = 1,
    stop: int | None = None,
) -> Path:
    """Train and return the last checkpoint's path; goes on from `out/last.pt` where that exists.

    `stop` ends after that many epochs of the `epochs` over which the rate falls.
    """
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    model = Reader(labels).to(device)
    steps = optimizer(model)
    first, last = 0, out / "last.pt"
    if last.exists():
        kept = torch.load(last, map_location=device)
        model.load_state_dict(kept["model"])
        steps.load_state_dict(kept["optimizer"])
        first = kept["epoch"]
    else:
        model.encoder.load_minilm(base)
    (out / "labels.json").write_text(json.dumps(asdict(labels)))
    for epoch in range(first, stop or epochs):
        began, rng = time.time(), random.Random(seed * 1000 + epoch)
        windows = [build(run, labels, pieces, rng) for run in cut(documents, pieces, rng)]
        groups = batches(windows, WORDS_A_BATCH, rng)
        model.train()
        words, sums = 0, dict[str, float]()
        for number, group in enumerate(groups):
            for part in steps.param_groups:
                part["lr"] = part["top"] * rate((epoch + number / len(groups)) / epochs)
            with torch.autocast(device, torch.bfloat16):
                loss, parts = model.loss(tensors(group, device))
            steps.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            steps.step()
            words += sum(len(w.firsts) for w in group)
            for name, value in parts.items():
                sums[name] = 0.97 * sums.get(name, value) + 0.03 * value
            if number % 25 == 0:
                speed = words / (time.time() - began)
                shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
                print(f"epoch {epoch} {number}/{len(groups)} {speed:.0f} words/s {shown}", flush=True)
        kept = {"model": model.state_dict(), "optimizer": steps.state_dict(), "epoch": epoch + 1}
        torch.save(kept, last.with_suffix(".new"))
        last.with_suffix(".new").replace(last)
        torch.save({"model": model.state_dict()}, out / f"epoch{epoch + 1}.pt")
        print(f"epoch {epoch} took {time.time() - began:.0f} s", flush=True)
        for name, held in dev.items():
            print(name, json.dumps(check(model, held, labels, pieces, device)), flush=True)
    return last


def check(
    model: Reader, documents: list[list[Sentence]], labels: Labels, pieces: Wordpieces, device: str
) -> dict[str, float]:
    """Quick scores in PyTorch on gold sentences, heads by argmax; the true figures come from `evaluate`."""
    model.eval()
    counts = dict.fromkeys(("words", "xpos", "upos", "uas", "las", "start_hit", "start_said", "start_gold"), 0)
    spans_gold, spans_said, hits = 0, 0, 0
    windows = [build(run, labels, pieces) for run in cut(documents, pieces, None)]
    with torch.no_grad():
        for group in batches(windows, 2000, random.Random(0)):
            batch = tensors(group, device)
            found = model(batch)
            heads = found["arc"].argmax(-1)
            said = model_labels(model, batch, heads)
            known = batch["heads"] != UNLABELLED
            right = (heads == batch["heads"]) & known
            counts["words"] += int(known.sum())
            counts["uas"] += int(right.sum())
            counts["las"] += int((right & (said == batch["relations"])).sum())
            for tag in ("xpos", "upos"):
                counts[tag] += int(((found[tag].argmax(-1) == batch[tag]) & known).sum())
            opens, gold = found["start"].argmax(-1) == 1, batch["starts"] == 1
            counts["start_hit"] += int((opens & gold).sum())
            counts["start_said"] += int((opens & known).sum())
            counts["start_gold"] += int(gold.sum())
            name = found["name"].argmax(-1)
            for row, window in enumerate(group):
                size = len(window.firsts)
                a = spans([labels.names[i] for i in name[row, :size].tolist()])
                b = spans([labels.names[i] if i >= 0 else "O" for i in window.names.tolist()])
                spans_gold, spans_said, hits = spans_gold + len(b), spans_said + len(a), hits + len(a & b)
    size = max(1, counts["words"])
    scores = {name: round(counts[name] / size, 4) for name in ("xpos", "upos", "uas", "las")}
    scores["start_f1"] = round(2 * counts["start_hit"] / max(1, counts["start_said"] + counts["start_gold"]), 4)
    scores["name_f1"] = round(2 * hits / max(1, spans_gold + spans_said), 4)
    model.train()
    return scores


def model_labels(model: Reader, batch: dict[str, Tensor], heads: Tensor) -> Tensor:
    """The best label for each chosen head."""
    x = model.encoder(batch["pieces"], batch["shapes"], batch["mask"])
    x = torch.gather(x, 1, batch["firsts"][:, :, None].expand(-1, -1, x.shape[-1]))
    return model.labels(model.label_dependent(x), model.label_head(x), heads[:, :, None]).argmax(-1)


def spans(labels: list[str], kinds: tuple[str, ...] = ("person", "place", "organization")) -> set[tuple[int, int, str]]:
    """The name spans that BIO labels tell."""
    found, first, kind = set(), 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.add((first, at, kind))
            kind = ""
        if label[:2] == "B-" or (label[:2] == "I-" and not kind):
            first, kind = at, label[2:]
    return {span for span in found if span[2] in kinds}
