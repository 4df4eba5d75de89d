"""The attribution heads in PyTorch and as ONNX graphs.

Both see the encoder's upper layers, narrowed within `encoder.onnx` to `WIDTH` numbers a word so that little is handed
on.
A window of five words over these tells how likely each word heads a cue. For a cue and each word near it, what both say
is added to embeddings of what they have to do with each other in the tree; two windows smooth the result.
"""

from __future__ import annotations

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto
from torch import Tensor, nn

from readout.language.attribution.pairs import SIZES
from training.export import Arrays, Graph

LAYERS = (4, 5, 6)  # of the encoder, counted from 1
WIDTH, PAIR, PRODUCT, SMOOTH = 160, 96, 32, 64
DROPOUT = 0.3


class Heads(nn.Module):
    """`telling` narrows the layers; it becomes a part of the encoder's graph."""

    def __init__(self, mean: Tensor, spread: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("spread", spread)
        self.telling = nn.Linear(len(mean), WIDTH)
        self.rules = nn.Embedding(2, WIDTH)
        self.window = nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.head = nn.Linear(2 * WIDTH, 1)
        self.cue = nn.Linear(2 * WIDTH, PAIR + PRODUCT)
        self.word = nn.Linear(2 * WIDTH, PAIR + PRODUCT)
        self.pairs = nn.EmbeddingBag(sum(SIZES), PAIR, mode="sum")
        self.near = nn.Conv1d(PAIR + PRODUCT, SMOOTH, 3, padding=1)
        self.far = nn.Conv1d(SMOOTH, SMOOTH, 5, padding=4, dilation=2)
        self.out = nn.Linear(PAIR + PRODUCT + 2 * SMOOTH, 4)
        nn.init.normal_(self.pairs.weight, std=0.1)

    def words(self, hidden: Tensor, rules: Tensor) -> Tensor:
        """What both heads read of each word."""
        x = F.gelu(self.telling((hidden - self.mean) / self.spread) + self.rules(rules))
        y = F.gelu(self.window(F.dropout(x, DROPOUT, self.training).T[None])[0].T)
        return F.dropout(torch.cat([x, y], 1), DROPOUT, self.training)

    def spans(self, x: Tensor, words: Tensor, cues: Tensor, pairs: Tensor, real: Tensor) -> Tensor:
        """Scores of the four labels for every row of `laid_out`."""
        cue, word = self.cue(x)[cues], self.word(x)[words]
        added = F.gelu(cue[:, :PAIR] + word[:, :PAIR] + self.pairs(pairs))
        both = torch.cat([added, cue[:, PAIR:] * word[:, PAIR:]], 1)
        both = F.dropout(both, DROPOUT, self.training) * real
        near = F.gelu(self.near(both.T[None])[0].T) * real
        far = F.gelu(self.far(near.T[None])[0].T)
        return self.out(torch.cat([both, near, far], 1))

    def telling_weights(self) -> tuple[np.ndarray, np.ndarray]:
        """The narrowing layer with mean and spread worked in, as weight and bias."""
        weight = self.telling.weight / self.spread
        bias = self.telling.bias - weight @ self.mean
        return weight.detach().numpy(), bias.detach().numpy()


def _window(g: Graph, x: str, weight: np.ndarray, bias: np.ndarray, dilation: int = 1) -> str:
    """A convolution over rows: rows by features in and out."""
    zero = g.constant(np.array([0], dtype=np.int64))
    turned = g.node("Unsqueeze", g.node("Transpose", x, perm=[1, 0]), zero)
    pad = dilation * (weight.shape[2] // 2)
    found = g.node(
        "Conv", turned, g.constant(weight), g.constant(bias), pads=[pad, pad], dilations=[dilation],
        kernel_shape=[weight.shape[2]],
    )  # fmt: skip
    return g.gelu(g.node("Transpose", g.node("Squeeze", found, zero), perm=[1, 0]))


def cues(w: Arrays) -> onnx.ModelProto:
    """Words and the rules' cues in; each word's chance to head a cue, and what it says as cue and as word near one."""
    g = Graph()
    x = g.gelu(g.node("Add", "telling", g.node("Gather", g.constant(w["rules.weight"]), "rules")))
    x = g.node("Concat", x, _window(g, x, w["window.weight"], w["window.bias"]), axis=1)
    one = g.constant(np.array([1], dtype=np.int64))
    g.node("Sigmoid", g.node("Squeeze", g.plain(x, w["head.weight"], w["head.bias"]), one), to="chance")
    for name in ("cue", "word"):
        g.plain(x, w[f"{name}.weight"], w[f"{name}.bias"], to=name)
    real = TensorProto.FLOAT
    return g.model(
        [("telling", real, ["W", WIDTH]), ("rules", TensorProto.INT64, ["W"])],
        [("chance", real, ["W"]), ("cue", real, ["W", PAIR + PRODUCT]), ("word", real, ["W", PAIR + PRODUCT])],
    )


def spans(w: Arrays) -> onnx.ModelProto:
    """Rows of `laid_out` in, scores of the four labels out."""
    g = Graph()
    zero, at, end, one = (g.constant(np.array([i], dtype=np.int64)) for i in (0, PAIR, 1 << 30, 1))
    sums = [g.node("Slice", name, zero, at, one) for name in ("cue", "word")]
    products = [g.node("Slice", name, at, end, one) for name in ("cue", "word")]
    table = g.node("Gather", g.constant(w["pairs.weight"]), "pairs")
    known = g.node("ReduceSum", table, one, keepdims=0)
    added = g.gelu(g.node("Add", g.node("Add", *sums), known))
    both = g.node("Mul", g.node("Concat", added, g.node("Mul", *products), axis=1), "real")
    near = g.node("Mul", _window(g, both, w["near.weight"], w["near.bias"]), "real")
    far = _window(g, near, w["far.weight"], w["far.bias"], dilation=2)
    g.plain(g.node("Concat", both, near, far, axis=1), w["out.weight"], w["out.bias"], to="scores")
    real, wide = TensorProto.FLOAT, PAIR + PRODUCT
    return g.model(
        [
            ("cue", real, ["R", wide]),
            ("word", real, ["R", wide]),
            ("pairs", TensorProto.INT64, ["R", len(SIZES)]),
            ("real", real, ["R", 1]),
        ],
        [("scores", real, ["R", 4])],
    )
