"""Trains a network of every form for a few steps and writes its weights and scores: train_in_pytorch.py FOLDER

FOLDER/cases.json lists the forms with the name of each one's safetensors file, sequences, and their numbers."""

import itertools
import json
import os
import sys

import torch

import safetensors_file
from network import Network, example, random_sequences, train

INPUTS, HIDDEN, CLASSES = 3, 5, 4
FORMS = itertools.product(
    [("Rnn", "Tanh"), ("Rnn", "Relu"), ("Lstm", "Tanh"), ("Gru", "Tanh")],
    [1, 2],
    [False, True],
    [["Last"], ["Mean"], ["Max"], ["Attention"], ["Last", "Mean", "Max", "Attention"]],
)


def case(folder, name, cell, activation, layers, bidirectional, pooling, bias=True, dtype=torch.float32, hidden=HIDDEN,
         outputs=CLASSES, head="Softmax"):
    model = Network(cell, activation, INPUTS, hidden, layers, bidirectional, pooling, outputs, bias, head)
    train(model)
    weights = {key: value.to(dtype) for key, value in model.state_dict().items()}
    model.load_state_dict({key: value.float() for key, value in weights.items()})  # what the file really holds
    safetensors_file.save(os.path.join(folder, name + ".safetensors"), weights)
    sizes = hidden if isinstance(hidden, list) else [hidden] * layers
    about = example(model, cell, activation, layers, bidirectional, pooling, random_sequences(6, INPUTS, 9), head)
    return {"name": name, "layerSizes": sizes, **about}


def main(folder):
    torch.manual_seed(1)
    torch.set_num_threads(1)
    cases = [
        case(folder, f"{cell}-{activation}-{layers}-{bidirectional}-{'-'.join(pooling)}", cell, activation, layers, bidirectional, pooling)
        for (cell, activation), layers, bidirectional, pooling in FORMS
    ]
    for cell in ["Rnn", "Lstm", "Gru"]:
        for bidirectional in [False, True]:
            cases.append(case(folder, f"{cell}-sizes-{bidirectional}", cell, "Tanh", 2, bidirectional, ["Last", "Max"], hidden=[7, 4]))
        cases.append(case(folder, f"{cell}-without-bias", cell, "Tanh", 2, True, ["Last"], bias=False))
        for head, outputs in [("Sigmoid", 1), ("Linear", 1), ("LinearVector", 2)]:
            cases.append(case(folder, f"{cell}-{head}", cell, "Tanh", 1, cell == "Lstm", ["Last"], outputs=outputs, head=head))
        for dtype in [torch.float64, torch.float16, torch.bfloat16]:
            cases.append(case(folder, f"{cell}-{str(dtype)[6:]}", cell, "Tanh", 1, True, ["Max"], dtype=dtype))
    with open(os.path.join(folder, "cases.json"), "w") as file:
        json.dump(cases, file)


main(sys.argv[1])
