"""The encoder and its heads in PyTorch: a BERT of six layers from the MiniLM weights, with shape embeddings."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from readout.language.wordpieces import SHAPES
from training.treebank import UNLABELLED
from training.windows import Labels

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, PLACES = 384, 6, 12, 1536, 30522, 512
ARC, LABEL, PRODUCT = 256, 256, 128
WEIGHTS = {"arc": 1.0, "label": 1.0, "xpos": 0.5, "upos": 0.25, "start": 0.5, "name": 1.0}


def drop(x: Tensor, chance: float, training: bool) -> Tensor:
    """Dropout with one mask for all words of a window: as good here, and far cheaper to draw."""
    if not training or chance == 0:
        return x
    kept = torch.rand((x.shape[0], 1, x.shape[-1]), device=x.device) >= chance
    return x * (kept / (1 - chance)).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer as BERT has it (normalised after each sum)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weight = torch.softmax((q @ k.transpose(2, 3)) * (WIDTH // HEADS) ** -0.5 + mask, -1, dtype=q.dtype)
        seen = weight @ v
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + drop(seen, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + drop(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces and shapes in, a vector for each piece out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        nn.init.zeros_(self.shapes.weight)
        self.words.weight.requires_grad = False  # words unseen in training keep their place among the seen

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.places(at) + self.shapes(shapes))
        x = drop(x, self.dropout, self.training)
        bias = torch.zeros(mask.shape, device=x.device).masked_fill(~mask, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled(x.device.type):
            bias = bias.to(torch.get_autocast_dtype(x.device.type))
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_minilm(self, path: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 from its safetensors file."""
        from safetensors.torch import load_file

        given = load_file(str(path))
        own = self.state_dict()
        own["words.weight"] = given["embeddings.word_embeddings.weight"]
        own["places.weight"] = (
            given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0]
        )
        for kind in ("weight", "bias"):
            own[f"norm.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
            for n in range(LAYERS):
                to, of = f"layers.{n}.", f"encoder.layer.{n}."
                own[f"{to}qkv.{kind}"] = torch.cat(
                    [given[f"{of}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                )
                own[f"{to}out.{kind}"] = given[f"{of}attention.output.dense.{kind}"]
                own[f"{to}norm1.{kind}"] = given[f"{of}attention.output.LayerNorm.{kind}"]
                own[f"{to}up.{kind}"] = given[f"{of}intermediate.dense.{kind}"]
                own[f"{to}down.{kind}"] = given[f"{of}output.dense.{kind}"]
                own[f"{to}norm2.{kind}"] = given[f"{of}output.LayerNorm.{kind}"]
        self.load_state_dict(own)


class Reader(nn.Module):
    """The encoder with its heads. A further head over words is one more entry of `words`."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.words = nn.ModuleDict(
            {
                "start": nn.Linear(WIDTH, 2),
                "upos": nn.Linear(WIDTH, len(labels.upos)),
                "xpos": nn.Linear(WIDTH, len(labels.xpos)),
                "name": nn.Linear(WIDTH, len(labels.names)),
            }
        )
        self.arc_dependent = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc_product = nn.Linear(ARC, ARC, bias=False)  # the biaffine's matrix
        self.arc_prior = nn.Linear(ARC, 1)  # how head-like a word is
        self.label_dependent = nn.Linear(WIDTH, LABEL + PRODUCT)
        self.label_head = nn.Linear(WIDTH, LABEL + PRODUCT)
        self.label_out = nn.Linear(LABEL + PRODUCT, len(labels.relations))
        nn.init.eye_(self.arc_product.weight)
        self.arc_product.weight.data *= 0.1

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores by head; arcs are words by words, labels are for the gold heads."""
        x = self.encoder(batch["pieces"], batch["shapes"], batch["mask"])
        x = torch.gather(x, 1, batch["firsts"][:, :, None].expand(-1, -1, WIDTH))
        x = drop(x, 0.15, self.training)
        found = {name: head(x) for name, head in self.words.items()}
        dependent = drop(F.gelu(self.arc_dependent(x)), 0.33, self.training)
        head = drop(F.gelu(self.arc_head(x)), 0.33, self.training)
        arcs = self.arc_product(dependent) @ head.transpose(1, 2) + self.arc_prior(head).transpose(1, 2)
        same = batch["sentence"][:, :, None] == batch["sentence"][:, None, :]
        found["arc"] = arcs.float().masked_fill(~same, -1e4)
        gold = batch["heads"].clamp(min=0)[:, :, None]
        found["label"] = self.labels(self.label_dependent(x), self.label_head(x), gold)
        return found

    def labels(self, dependent: Tensor, head: Tensor, chosen: Tensor) -> Tensor:
        """Label scores for the chosen heads: a layer over the sum of both, and a low-rank product."""
        head = torch.gather(head, 1, chosen.expand(-1, -1, LABEL + PRODUCT))
        both = torch.cat(
            [
                F.gelu(dependent[..., :LABEL] + head[..., :LABEL]),
                dependent[..., LABEL:] * head[..., LABEL:],
            ],
            -1,
        )
        return self.label_out(drop(both, 0.33, self.training))

    def loss(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, float]]:
        """The weighted sum of the heads' cross entropies, and each by name."""
        found = self(batch)
        gold = {"start": "starts", "name": "names", "arc": "heads", "label": "relations"}
        total = torch.zeros((), device=batch["pieces"].device)
        parts = {}
        for name, scores in found.items():
            target = batch[gold.get(name, name)].reshape(-1)
            count = (target != UNLABELLED).sum().clamp(min=1)
            value = F.cross_entropy(
                scores.float().reshape(-1, scores.shape[-1]), target, ignore_index=UNLABELLED, reduction="sum"
            )
            value = value / count
            total = total + WEIGHTS[name] * value
            parts[name] = float(value.detach())
        return total, parts
