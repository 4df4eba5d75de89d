"""From a checkpoint to the two ONNX files that the package ships, at int8.

The graph is written out node by node, so that what runs is what stands here. Weights are symmetric int8 per output
column, activations are quantised when run, per window (`DynamicQuantizeMatMul`); the word embeddings are int8 with
a scale a row; the small heads, the norms and the biases stay float32.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.model import HEADS, LABEL, LAYERS, WIDTH

CONTRIB = "com.microsoft"
Arrays = dict[str, np.ndarray]
Port = tuple[str, int, list[str | int]]


class Graph:
    """Collects nodes and constants; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, array: np.ndarray) -> str:
        self._count += 1
        name = f"c{self._count}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(
        self, kind: str, *inputs: str, to: str = "", outputs: int = 1, domain: str = "", **attributes: object
    ) -> str:
        self._count += 1
        names = [to or f"n{self._count}"] if outputs == 1 else [f"n{self._count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return ",".join(names)

    def quantised(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """x @ weight.T + bias with int8 weights."""
        scale = np.maximum(np.abs(weight).max(1), 1e-8) / 127
        whole = np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8)
        return self.node(
            "DynamicQuantizeMatMul",
            x,
            self.constant(whole.T),
            self.constant(scale.astype(np.float32)),
            "",
            self.constant(bias),
            domain=CONTRIB,
        )

    def plain(self, x: str, weight: np.ndarray, bias: np.ndarray, to: str = "") -> str:
        return self.node("Gemm", x, self.constant(weight), self.constant(bias), transB=1, to=to)

    def normed(self, x: str, skip: str, gamma: np.ndarray, beta: np.ndarray) -> str:
        return self.node(
            "SkipLayerNormalization", x, skip, self.constant(gamma), self.constant(beta), domain=CONTRIB, epsilon=1e-12
        )

    def gelu(self, x: str) -> str:
        return self.node("Gelu", x, domain=CONTRIB)

    def model(self, inputs: list[Port], outputs: list[Port]) -> onnx.ModelProto:
        graph = helper.make_graph(
            self.nodes,
            "readout",
            [helper.make_tensor_value_info(*i) for i in inputs],
            [helper.make_tensor_value_info(*o) for o in outputs],
            self.constants,
        )
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=8)


def encoder(
    w: Arrays, layers: Sequence[int] = (), telling: tuple[np.ndarray, np.ndarray] | None = None
) -> onnx.ModelProto:
    """Pieces, shapes and the words' first pieces in; tags, names, starts, arcs and label vectors out.

    With `layers` (counted from 1) also `telling`: these layers' vectors of each word, narrowed where a weight and a
    bias for that are given.
    """
    g = Graph()
    table = w["encoder.words.weight"]
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    small = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    words = g.node("Gather", g.constant(small), "pieces")
    g.nodes.append(helper.make_node("Cast", [words], ["words_float"], to=TensorProto.FLOAT))
    x = g.node("Mul", "words_float", g.node("Gather", g.constant(scale.astype(np.float32)), "pieces"))
    size = g.node("Shape", "pieces")
    zero = g.constant(np.array([0], dtype=np.int64))
    x = g.node("Add", x, g.node("Slice", g.constant(w["encoder.places.weight"]), zero, size, zero))
    x = g.node("Add", x, g.node("Gather", g.constant(w["encoder.shapes.weight"]), "shapes"))
    gamma, beta = g.constant(w["encoder.norm.weight"]), g.constant(w["encoder.norm.bias"])
    x = g.node("LayerNormalization", x, gamma, beta, epsilon=1e-12)
    x = g.node("Unsqueeze", x, zero)
    upper = []
    for n in range(LAYERS):
        at = f"encoder.layers.{n}."
        parts = g.quantised(x, w[f"{at}qkv.weight"], w[f"{at}qkv.bias"])
        q, k, v = g.node("Split", parts, outputs=3, axis=2).split(",")
        seen = g.node("MultiHeadAttention", q, k, v, domain=CONTRIB, num_heads=HEADS)
        seen = g.quantised(seen, w[f"{at}out.weight"], w[f"{at}out.bias"])
        x = g.normed(x, seen, w[f"{at}norm1.weight"], w[f"{at}norm1.bias"])
        inner = g.gelu(g.quantised(x, w[f"{at}up.weight"], w[f"{at}up.bias"]))
        inner = g.quantised(inner, w[f"{at}down.weight"], w[f"{at}down.bias"])
        x = g.normed(x, inner, w[f"{at}norm2.weight"], w[f"{at}norm2.bias"])
        if n + 1 in layers:
            upper.append(x)
    x = g.node("Gather", g.node("Squeeze", x, zero), "firsts")
    g.plain(x, w["words.start.weight"], w["words.start.bias"], to="start")
    g.plain(x, w["words.name.weight"], w["words.name.bias"], to="name")
    for tag in ("upos", "xpos"):
        scores = g.plain(x, w[f"words.{tag}.weight"], w[f"words.{tag}.bias"])
        g.node("ArgMax", scores, axis=1, keepdims=0, to=tag)
    dependent = g.gelu(g.quantised(x, w["arc_dependent.weight"], w["arc_dependent.bias"]))
    head = g.gelu(g.quantised(x, w["arc_head.weight"], w["arc_head.bias"]))
    turned = g.node("MatMul", dependent, g.constant(w["arc_product.weight"].T))
    prior = g.plain(head, w["arc_prior.weight"], w["arc_prior.bias"])
    arcs = g.node("MatMul", turned, g.node("Transpose", head, perm=[1, 0]))
    g.node("Add", arcs, g.node("Transpose", prior, perm=[1, 0]), to="arc")
    for part in ("label_dependent", "label_head"):
        g.node("Identity", g.quantised(x, w[f"{part}.weight"], w[f"{part}.bias"]), to=part)
    long, real = TensorProto.INT64, TensorProto.FLOAT
    wide = w["label_head.weight"].shape[0]
    told = []
    if upper:
        seen = g.node(
            "Concat", *(g.node("Gather", g.node("Squeeze", layer, zero), "firsts") for layer in upper), axis=1
        )
        if telling is None:
            g.node("Identity", seen, to="telling")
        else:
            g.plain(seen, *telling, to="telling")
        told = [("telling", real, ["W", len(upper) * WIDTH if telling is None else len(telling[1])])]
    return g.model(
        [("pieces", long, ["P"]), ("shapes", long, ["P"]), ("firsts", long, ["W"])],
        [
            ("start", real, ["W", 2]),
            ("name", real, ["W", w["words.name.bias"].shape[0]]),
            ("upos", long, ["W"]),
            ("xpos", long, ["W"]),
            ("arc", real, ["W", "W"]),
            ("label_dependent", real, ["W", wide]),
            ("label_head", real, ["W", wide]),
            *told,
        ],
    )


def relations(w: Arrays) -> onnx.ModelProto:
    """Label vectors of words and of their chosen heads in, the best relation of each out."""
    g = Graph()
    zero, at, end = (g.constant(np.array([i], dtype=np.int64)) for i in (0, LABEL, 1 << 30))
    one = g.constant(np.array([1], dtype=np.int64))
    head = g.node("Gather", "label_head", "heads")
    added = g.gelu(
        g.node("Add", g.node("Slice", "label_dependent", zero, at, one), g.node("Slice", head, zero, at, one))
    )
    times = g.node("Mul", g.node("Slice", "label_dependent", at, end, one), g.node("Slice", head, at, end, one))
    scores = g.plain(g.node("Concat", added, times, axis=1), w["label_out.weight"], w["label_out.bias"])
    g.node("ArgMax", scores, axis=1, keepdims=0, to="relation")
    long, real = TensorProto.INT64, TensorProto.FLOAT
    wide = w["label_head.weight"].shape[0]
    return g.model(
        [("label_dependent", real, ["W", wide]), ("label_head", real, ["H", wide]), ("heads", long, ["W"])],
        [("relation", long, ["W"])],
    )


def arrays(checkpoint: Path) -> Arrays:
    """The weights of a checkpoint."""
    return {name: value.float().numpy() for name, value in torch.load(checkpoint, map_location="cpu")["model"].items()}


def export(checkpoint: Path, labels: Path, vocabulary: Path, to: Path) -> None:
    """Write `encoder.onnx`, `relations.onnx`, `labels.json` and `vocab.txt` into a folder."""
    to.mkdir(parents=True, exist_ok=True)
    weights = arrays(checkpoint)
    for name, model in (("encoder", encoder(weights)), ("relations", relations(weights))):
        onnx.checker.check_model(model)
        (to / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (to / "labels.json").write_text(json.dumps(json.loads(labels.read_text()), indent=1) + "\n")
    shutil.copyfile(vocabulary, to / "vocab.txt")
