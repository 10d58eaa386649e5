"""In place of Keras, where it is not installed: a model of an LSTM of 5 units on 3 inputs and a Dense layer of 4 outputs."""

import numpy


class Model:
    def get_weights(self):
        random = numpy.random.RandomState(1)
        shapes = [(3, 20), (5, 20), (20,), (5, 4), (4,)]
        return [random.uniform(-0.5, 0.5, shape).astype("float32") for shape in shapes]


class models:
    @staticmethod
    def load_model(path):
        return Model()
