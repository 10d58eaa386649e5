"""The safetensors format in a few lines, for machines without the package of that name."""

import json
import struct

import torch

# dtype: (name in the file, struct format); bfloat16 goes through its bits, which struct does not know as a number.
TYPES = {torch.float32: ("F32", "f"), torch.float64: ("F64", "d"), torch.float16: ("F16", "e"), torch.bfloat16: ("BF16", "h")}


def save(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        dtype, code = TYPES[tensor.dtype]
        flat = (tensor.view(torch.int16) if dtype == "BF16" else tensor).flatten().tolist()
        piece = struct.pack(f"<{len(flat)}{code}", *flat)
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(piece)]}
        data += piece
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def load(path):
    """Tensors of single- and double-precision numbers, and the metadata."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] in ["F32", "F64"], entry
        dtype = {"F32": torch.float32, "F64": torch.float64}[entry["dtype"]]
        code = TYPES[dtype][1]
        begin, end = entry["data_offsets"]
        values = struct.unpack(f"<{(end - begin) // struct.calcsize(code)}{code}", data[begin:end])
        tensors[name] = torch.tensor(values, dtype=dtype).reshape(entry["shape"])
    return tensors, metadata
