#!/usr/bin/env python3
"""Writes the encoder of a model folder as ONNX: `model.onnx` in single precision, `model.int8.onnx` quantised.

usage: export_onnx.py MODEL [OUT]

OUT is `$DATELINE_ONNX` unless given. Inputs `input_ids`, `attention_mask`, `token_type_ids`: int64 [batch, length];
output `hidden`: float [batch, length, hidden size]. The graph is written operator by operator from the safetensors, in
the shape that ONNX Runtime's optimiser knows as BERT, and with nothing newer than opset 17, which tract and rten read
too. The quantised file is ONNX Runtime's dynamic int8 of it, weights per channel.
"""

import argparse
import hashlib
import json
import math
import os
import pathlib
import tempfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

OPSET = 17
# What is added to the scores of padding: small enough that its weight is 0 in single precision.
MASKED = -10000.0


class Graph:
    """Operators and constants, named as they come."""

    def __init__(self, tensors):
        self.tensors = tensors
        self.nodes, self.constants = [], {}

    def constant(self, name, value):
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def number(self, value):
        return self.constant(f"number.{value}", np.float32(value))

    def numbers(self, *values):
        return self.constant(f"numbers.{'.'.join(map(str, values))}", np.array(values, np.int64))

    def weight(self, name, turned=False):
        tensor = self.tensors[name].astype(np.float32)
        return self.constant(name, tensor.T if turned else tensor)

    def __call__(self, operator, *inputs, **attributes):
        output = f"{operator}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def linear(self, states, name):
        product = self("MatMul", states, self.weight(f"{name}.weight", turned=True))
        return self("Add", product, self.weight(f"{name}.bias"))

    def norm(self, states, name, epsilon):
        weights = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self("LayerNormalization", states, *weights, axis=-1, epsilon=epsilon)

    def gelu(self, states):
        error = self("Erf", self("Div", states, self.number(math.sqrt(2))))
        return self("Mul", self("Mul", states, self("Add", error, self.number(1))), self.number(0.5))


def embed(graph, config):
    table = "bert.embeddings.{}_embeddings.weight".format
    length = graph("Shape", "input_ids", start=1, end=2)
    positions = graph("Slice", graph.weight(table("position")), graph.numbers(0), length, graph.numbers(0))
    states = graph("Gather", graph.weight(table("word")), "input_ids")
    states = graph("Add", states, graph("Gather", graph.weight(table("token_type")), "token_type_ids"))
    states = graph("Add", states, positions)
    return graph.norm(states, "bert.embeddings.LayerNorm", config["layer_norm_eps"])


def attend(graph, config, states, mask, name):
    heads, hidden = config["num_attention_heads"], config["hidden_size"]

    def project(part, order):
        projected = graph.linear(states, f"{name}.self.{part}")
        return graph("Transpose", graph("Reshape", projected, graph.numbers(0, 0, heads, hidden // heads)), perm=order)

    scores = graph("MatMul", project("query", (0, 2, 1, 3)), project("key", (0, 2, 3, 1)))
    scores = graph("Add", graph("Div", scores, graph.number(math.sqrt(hidden // heads))), mask)
    context = graph("MatMul", graph("Softmax", scores, axis=-1), project("value", (0, 2, 1, 3)))
    context = graph("Reshape", graph("Transpose", context, perm=(0, 2, 1, 3)), graph.numbers(0, 0, hidden))
    return graph.linear(context, f"{name}.output.dense")


def encode(graph, config):
    states = embed(graph, config)
    mask = graph("Unsqueeze", graph("Unsqueeze", "attention_mask", graph.numbers(1)), graph.numbers(2))
    mask = graph("Sub", graph.number(1), graph("Cast", mask, to=TensorProto.FLOAT))
    mask = graph("Mul", mask, graph.number(MASKED))
    for index in range(config["num_hidden_layers"]):
        name = f"bert.encoder.layer.{index}"
        residual = graph("Add", attend(graph, config, states, mask, f"{name}.attention"), states)
        states = graph.norm(residual, f"{name}.attention.output.LayerNorm", config["layer_norm_eps"])
        inner = graph.gelu(graph.linear(states, f"{name}.intermediate.dense"))
        residual = graph("Add", graph.linear(inner, f"{name}.output.dense"), states)
        states = graph.norm(residual, f"{name}.output.LayerNorm", config["layer_norm_eps"])
    graph.nodes[-1].output[0] = "hidden"


def export(folder):
    config = json.loads((folder / "config.json").read_text())
    weights = folder / "model.safetensors"
    graph = Graph(load_file(weights))
    encode(graph, config)
    sequence = ["batch", "length"]
    names = ["input_ids", "attention_mask", "token_type_ids"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, sequence) for name in names]
    output = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [*sequence, config["hidden_size"]])
    body = helper.make_graph(graph.nodes, "encoder", inputs, [output], list(graph.constants.values()))
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    # Lets the program refuse an export of other weights.
    helper.set_model_props(model, {"weights": hashlib.sha256(weights.read_bytes()).hexdigest()})
    onnx.checker.check_model(model, full_check=True)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path, nargs="?", default=os.environ.get("DATELINE_ONNX"))
    options = parser.parse_args()
    if options.out is None:
        parser.error("give OUT or set DATELINE_ONNX")
    options.out.mkdir(parents=True, exist_ok=True)
    model = export(options.model)
    with tempfile.TemporaryDirectory(dir=options.out) as work:
        exact, small = pathlib.Path(work, "model.onnx"), pathlib.Path(work, "model.int8.onnx")
        onnx.save(model, exact)
        # The tables of embeddings stay in single precision: looking up costs no time.
        quantize_dynamic(exact, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])
        for file in (exact, small):
            file.replace(options.out / file.name)


if __name__ == "__main__":
    main()
