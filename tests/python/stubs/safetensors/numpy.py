"""In place of safetensors, where it is not installed: the format in a few lines."""

import json
import struct


def save_file(tensors, path):
    header, data = {}, b""
    for name, tensor in tensors.items():
        assert tensor.dtype == "float32" and tensor.flags.c_contiguous, name
        piece = tensor.tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(piece)]}
        data += piece
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
