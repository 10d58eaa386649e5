"""Made tests/RnnTrainer.Tests/Model/Golden/pytorch-*.safetensors and .json with PyTorch 1.13.1: make_golden.py FOLDER

Networks trained for a few steps, some sequences, and the probabilities that PyTorch gives them."""

import json
import os
import sys

import torch

import safetensors_file
from classifier import Classifier, example, random_sequences, train

NETWORKS = {
    "pytorch-rnn": ("Rnn", "Relu", 2, False, ["Mean"]),
    "pytorch-lstm": ("Lstm", "Tanh", 1, True, ["Last", "Max"]),
    "pytorch-gru": ("Gru", "Tanh", 2, True, ["Last"]),
}


def main(folder):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    for name, (cell, activation, layers, bidirectional, pooling) in NETWORKS.items():
        model = Classifier(cell, activation, 2, 3, layers, bidirectional, pooling, 3)
        train(model)
        safetensors_file.save(os.path.join(folder, name + ".safetensors"), model.state_dict())
        golden = example(model, cell, activation, layers, bidirectional, pooling, random_sequences(5, 2, 6))
        with open(os.path.join(folder, name + ".json"), "w") as file:
            json.dump(golden, file)
            file.write("\n")


main(sys.argv[1])
