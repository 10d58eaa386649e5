"""Loads networks that RnnTrainer trained, strictly, and scores sequences with them: load_in_pytorch.py FOLDER

FOLDER/cases.json lists the forms, each with sequences and the names of two safetensors files: the whole network, and the
recurrent layers alone. FOLDER/scores.json receives the numbers of each."""

import json
import os
import sys

import torch

import safetensors_file
from network import Network, recurrent


def scores(folder, case):
    form = [case[key] for key in ["cell", "activation", "inputs", "hidden", "layers", "bidirectional"]]
    weights, metadata = safetensors_file.load(os.path.join(folder, case["file"]))
    assert metadata["format"] == "pt", metadata
    about = json.loads(metadata["rnntrainer"])
    for key in ["cell", "pooling", "labels", "head", "normalization"]:
        assert about.get(key) == case[key], about
    pooling = case["pooling"].split(", ")
    model = Network(*form, pooling, case["outputs"], head=case["head"], normalization=case["normalization"])
    model.load_state_dict(weights, strict=True)

    layers, _ = safetensors_file.load(os.path.join(folder, case["bare"]))
    bare = recurrent(*form)
    bare.load_state_dict(layers, strict=True)
    for name, value in bare.state_dict().items():
        assert torch.equal(value, model.rnn.state_dict()[name]), name

    inputs = case["inputs"]
    return model.numbers([torch.tensor(values).reshape(-1, inputs) for values in case["sequences"]]).tolist()


def main(folder):
    with open(os.path.join(folder, "cases.json")) as file:
        cases = json.load(file)
    with open(os.path.join(folder, "scores.json"), "w") as file:
        json.dump([scores(folder, case) for case in cases], file)


main(sys.argv[1])
