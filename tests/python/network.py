"""The network of RnnTrainer as a PyTorch user would write it."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

CELLS = {"Rnn": nn.RNN, "Lstm": nn.LSTM, "Gru": nn.GRU}

# Of each head: what scoring makes of the outputs, and what training minimises on random data.
HEADS = {
    "Softmax": (
        lambda outputs: outputs.softmax(1),
        lambda outputs: nn.functional.cross_entropy(outputs, torch.randint(0, outputs.shape[1], (len(outputs),))),
    ),
    "Sigmoid": (
        lambda outputs: torch.cat([outputs, outputs.sigmoid()], 1),
        lambda outputs: nn.functional.binary_cross_entropy_with_logits(outputs, torch.randint(0, 2, outputs.shape).float()),
    ),
    "Linear": (lambda outputs: outputs, lambda outputs: nn.functional.mse_loss(outputs, torch.randn(outputs.shape))),
    "LinearVector": (lambda outputs: outputs, lambda outputs: nn.functional.mse_loss(outputs, torch.randn(outputs.shape))),
}


def recurrent(cell, activation, inputs, hidden, layers, bidirectional, bias=True):
    """Layers of one size, or where hidden is a list of sizes a list of modules of one layer each."""
    if isinstance(hidden, list):
        below = [inputs] + [size * (2 if bidirectional else 1) for size in hidden]
        return nn.ModuleList(recurrent(cell, activation, *sizes, 1, bidirectional, bias) for sizes in zip(below, hidden))
    more = {"nonlinearity": activation.lower()} if cell == "Rnn" else {}
    return CELLS[cell](inputs, hidden, layers, bias=bias, batch_first=True, bidirectional=bidirectional, **more)


class Normalization(nn.Module):
    """(x - offset) * scale in double precision: buffers where they were measured in training, or each sequence's own."""

    def __init__(self, kind, inputs):
        super().__init__()
        self.kind = kind
        if not kind.startswith("Sequence"):
            self.register_buffer("offset", torch.zeros(inputs, dtype=torch.float64))
            self.register_buffer("scale", torch.ones(inputs, dtype=torch.float64))

    def forward(self, sequence):
        x = sequence.double()
        if self.kind == "SequenceMeanVariance":
            offset, spread = x.mean(0), x.var(0, correction=0).sqrt()
        elif self.kind == "SequenceMinMax":
            offset, spread = x.amin(0), x.amax(0) - x.amin(0)
        else:
            return ((x - self.offset) * self.scale).float()
        return torch.where(spread > 0, (x - offset) / spread, 0).float()


class Network(nn.Module):
    def __init__(
        self, cell, activation, inputs, hidden, layers, bidirectional, pooling, outputs, bias=True, head="Softmax", normalization="None"
    ):
        super().__init__()
        self.input = nn.Identity() if normalization == "None" else Normalization(normalization, inputs)
        self.pooling = pooling
        self.inputs = inputs
        self.numbers_of, self.loss_of = HEADS[head]
        self.rnn = recurrent(cell, activation, inputs, hidden, layers, bidirectional, bias)
        top = hidden[-1] if isinstance(hidden, list) else hidden
        if "Attention" in pooling:
            self.attention = nn.Linear(top * (2 if bidirectional else 1), 1, bias=False)
        self.head = nn.Linear(top * (2 if bidirectional else 1) * len(pooling), outputs, bias=bias)

    def forward(self, sequences):
        """Outputs [batch, outputs] of a list of [steps, inputs], of any lengths."""
        sequences = [self.input(sequence) for sequence in sequences]
        lengths = torch.tensor([len(sequence) for sequence in sequences])
        packed = pack_padded_sequence(pad_sequence(sequences, batch_first=True), lengths, batch_first=True, enforce_sorted=False)
        modules = self.rnn if isinstance(self.rnn, nn.ModuleList) else [self.rnn]
        output = packed
        for module in modules:
            output, last = module(output)
        last = last[0] if isinstance(module, nn.LSTM) else last  # [layers x directions, batch, hidden]
        states, _ = pad_packed_sequence(output, batch_first=True)  # [batch, steps, directions x hidden]
        padding = (torch.arange(states.shape[1]) >= lengths[:, None])[:, :, None]
        directions = 2 if module.bidirectional else 1
        summaries = {
            "Last": lambda: torch.cat(list(last[-directions:]), 1),
            "Mean": lambda: states.masked_fill(padding, 0).sum(1) / lengths[:, None],
            "Max": lambda: states.masked_fill(padding, float("-inf")).amax(1),
            "Attention": lambda: (self.attention(states).masked_fill(padding, float("-inf")).softmax(1) * states).sum(1),
        }
        return self.head(torch.cat([summaries[name]() for name in self.pooling], 1))

    def numbers(self, sequences):
        """What scoring gives: Score, then Probability where there is one."""
        with torch.no_grad():
            return self.numbers_of(self(sequences))


def example(model, cell, activation, layers, bidirectional, pooling, sequences, head="Softmax"):
    """A network's form, some sequences, and the numbers that it gives them, for JSON."""
    return {
        "cell": cell,
        "activation": activation,
        "layers": layers,
        "bidirectional": bidirectional,
        "pooling": ", ".join(pooling),
        "head": head,
        "sequences": [sequence.flatten().tolist() for sequence in sequences],
        "numbers": model.numbers(sequences).tolist(),
    }


def random_sequences(count, inputs, longest):
    return [torch.randn(int(torch.randint(1, longest + 1, (1,))), inputs) for _ in range(count)]


def train(model, steps=5):
    """A few steps on random data: enough to move every weight and bias away from where it began."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(steps):
        sequences = random_sequences(8, model.inputs, 7)
        optimizer.zero_grad()
        model.loss_of(model(sequences)).backward()
        optimizer.step()
