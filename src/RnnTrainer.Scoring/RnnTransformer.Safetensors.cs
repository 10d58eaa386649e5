using Microsoft.ML;
using RnnTrainer.Exchange.Safetensors;
using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// Saves the weights as a safetensors file with PyTorch's names, for <c>load_state_dict</c> of a module with the recurrent layers as
    /// <c>rnn</c> and the output layer as <c>head</c>: <c>rnn.weight_ih_l0</c>, <c>rnn.weight_hh_l0</c>, <c>rnn.bias_ih_l0</c>,
    /// <c>rnn.bias_hh_l0</c> (zero except for a GRU) and so on, <c>attention.weight</c> with <see cref="RnnPooling.Attention"/>,
    /// <c>head.weight</c>, <c>head.bias</c>, all F32. If <see cref="RnnModel.InputOffsets"/> is not empty, <c>input.offset</c> and
    /// <c>input.scale</c>, F64, are included: buffers of a module that computes (x - offset)·scale. The metadata entry <c>rnntrainer</c>,
    /// JSON, holds what tensors do not: cell, activation, pooling, normalization, time steps, columns and label values.
    /// <see cref="History"/> is not saved.
    /// </summary>
    /// <param name="path">The file. It is written completely or not at all; an existing file is replaced.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The label values are too long for a safetensors header.</exception>
    public void SaveAsSafetensors(string path) => SaveAsSafetensors(path, new RnnTensorNames());

    /// <inheritdoc cref="SaveAsSafetensors(string)" path="/*[not(self::param)]"/>
    /// <param name="path">The file. It is written completely or not at all; an existing file is replaced.</param>
    /// <param name="names">Names of the module's parts.</param>
    public void SaveAsSafetensors(string path, RnnTensorNames names)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(names);
        WholeFile.Write(path, stream => SaveAsSafetensors(stream, names));
    }

    /// <inheritdoc cref="SaveAsSafetensors(string)" path="/summary"/>
    /// <param name="stream">The stream to write to, at its current position. It stays open.</param>
    /// <exception cref="ArgumentException">The stream is closed or read-only.</exception>
    /// <exception cref="InvalidOperationException">The label values are too long for a safetensors header.</exception>
    public void SaveAsSafetensors(Stream stream) => SaveAsSafetensors(stream, new RnnTensorNames());

    /// <inheritdoc cref="SaveAsSafetensors(Stream)" path="/*[not(self::param)]"/>
    /// <param name="stream">The stream to write to, at its current position. It stays open.</param>
    /// <param name="names">Names of the module's parts.</param>
    public void SaveAsSafetensors(Stream stream, RnnTensorNames names)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(names);
        StreamCheck.Writable(stream);
        SafetensorsWriter.Write(stream, [.. TorchTensor.Of(Model.Layout, names)], Model.Parameters,
            NormalizationTensors.Of(Model.Network.Input.Normalization, names), RnnMetadata.Of(saved).ToTexts());
    }

    /// <summary>
    /// Imports a network from the weights of a PyTorch module in a safetensors file: <c>torch.nn.RNN</c>, <c>LSTM</c> or <c>GRU</c> (up to
    /// 64 layers, one or both directions, with or without biases), a pooling of its states, and a <c>torch.nn.Linear</c>, with or without
    /// bias, under any names. Cell, layers, directions and sizes follow from the names and dimensions of the tensors. F32 is read as it is;
    /// F64, F16 and BF16 are converted. The two biases of an RNN or LSTM are added. The tensors <c>input.offset</c> and <c>input.scale</c>,
    /// if present, define the normalization of inputs. <see cref="History"/> is empty.
    /// </summary>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="path">The file; a file written by <see cref="SaveAsSafetensors(string)"/> needs no options.</param>
    /// <exception cref="ArgumentException">The path is empty, or the options contradict each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a safetensors file or is damaged; its tensors do not match such a module; a number is not finite; or it contradicts
    /// the options. The message says what was found and expected, and where.
    /// </exception>
    public static RnnTransformer FromSafetensors(MLContext mlContext, string path) =>
        FromSafetensors(mlContext, path, new RnnImportOptions());

    /// <inheritdoc cref="FromSafetensors(MLContext, string)" path="/*[not(self::param)]"/>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Settings that the tensors do not contain.</param>
    public static RnnTransformer FromSafetensors(MLContext mlContext, string path, RnnImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        return ImportedFile.Read(path, "a safetensors file", stream => FromSafetensors(mlContext, stream, options));
    }

    /// <inheritdoc cref="FromSafetensors(MLContext, string)" path="/summary"/>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="stream">
    /// The stream to read from, from its current position to its end. It need not support seeking, and stays open.
    /// </param>
    /// <exception cref="ArgumentException">The stream is closed or write-only.</exception>
    /// <exception cref="InvalidDataException">As for a path.</exception>
    public static RnnTransformer FromSafetensors(MLContext mlContext, Stream stream) =>
        FromSafetensors(mlContext, stream, new RnnImportOptions());

    /// <inheritdoc cref="FromSafetensors(MLContext, Stream)" path="/*[not(self::param)]"/>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="stream">
    /// The stream to read from, from its current position to its end. It need not support seeking, and stays open.
    /// </param>
    /// <param name="options">Settings that the tensors do not contain.</param>
    public static RnnTransformer FromSafetensors(MLContext mlContext, Stream stream, RnnImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        StreamCheck.Readable(stream);
        SafetensorsReader reader = SafetensorsReader.Open(stream);
        ImportedNetwork form = new(options, RnnMetadata.Read(reader.Header.Metadata));
        (NetworkSpec network, float[] parameters) = TorchWeights.Read(reader, options, form);
        return new(mlContext, form.Complete(network, parameters));
    }
}
