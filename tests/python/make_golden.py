"""Made tests/RnnTrainer.Tests/Model/Golden/pytorch-*.safetensors and .json with PyTorch 1.13.1: make_golden.py FOLDER

Networks trained for a few steps, some sequences, and the numbers that PyTorch gives them."""

import json
import os
import sys

import torch

import safetensors_file
from network import Network, example, random_sequences, train

NETWORKS = {
    "pytorch-rnn": ("Rnn", "Relu", 2, False, ["Mean"], 3, "Softmax"),
    "pytorch-lstm": ("Lstm", "Tanh", 1, True, ["Last", "Max"], 3, "Softmax"),
    "pytorch-gru": ("Gru", "Tanh", 2, True, ["Last"], 3, "Softmax"),
    "pytorch-sigmoid": ("Gru", "Tanh", 1, True, ["Last", "Mean"], 1, "Sigmoid"),
}


def main(folder):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    for name, (cell, activation, layers, bidirectional, pooling, outputs, head) in NETWORKS.items():
        model = Network(cell, activation, 2, 3, layers, bidirectional, pooling, outputs, head=head)
        train(model)
        safetensors_file.save(os.path.join(folder, name + ".safetensors"), model.state_dict())
        golden = example(model, cell, activation, layers, bidirectional, pooling, random_sequences(5, 2, 6), head)
        with open(os.path.join(folder, name + ".json"), "w") as file:
            json.dump(golden, file)
            file.write("\n")


main(sys.argv[1])
