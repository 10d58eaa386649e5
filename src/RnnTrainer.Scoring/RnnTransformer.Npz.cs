using Microsoft.ML;
using RnnTrainer.Exchange.Keras;
using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// Imports a network from Keras weights in an .npz file, as written by <c>numpy.savez("weights.npz", *model.get_weights())</c>:
    /// optionally an <c>Embedding</c> layer, recurrent layers as described by <see cref="RnnKerasLayer"/>, optionally wrapped in
    /// <c>Bidirectional</c>, and a <c>Dense</c> layer. Layers, sizes and directions follow from the order and shapes of the arrays. Arrays
    /// have half, single or double precision; arrays of Python objects are rejected, and sizes are checked against the file's actual
    /// length. <see cref="History"/> is empty.
    /// </summary>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The path is empty, or the options contradict the weights or each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not an .npz file or is damaged; its arrays match no network, or more than one; or a number is not finite. The message
    /// says what was found and expected.
    /// </exception>
    /// <example>
    /// <code>
    /// RnnTransformer network = RnnTransformer.FromKeras(ml, "weights.npz", new RnnImportOptions { Labels = ["up", "down", "still"] });
    /// </code>
    /// </example>
    public static RnnTransformer FromKeras(MLContext mlContext, string path) => FromKeras(mlContext, path, new RnnImportOptions());

    /// <inheritdoc cref="FromKeras(MLContext, string)" path="/*[not(self::param)]"/>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Settings that the weights do not contain; <see cref="RnnImportOptions.Names"/> is not used.</param>
    public static RnnTransformer FromKeras(MLContext mlContext, string path, RnnImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        return ImportedFile.Read(path, "an .npz file", stream => FromKeras(mlContext, stream, options));
    }

    /// <inheritdoc cref="FromKeras(MLContext, string)" path="/summary"/>
    /// <param name="mlContext">The context of the transformer.</param>
    /// <param name="stream">
    /// The stream to read from; the file starts at its beginning. It stays open. A stream that cannot seek is read into memory.
    /// </param>
    /// <param name="options">Settings that the weights do not contain; <see cref="RnnImportOptions.Names"/> is not used.</param>
    /// <exception cref="ArgumentException">
    /// The stream is closed or write-only, or the options contradict the weights or each other.
    /// </exception>
    /// <exception cref="InvalidDataException">As for a path.</exception>
    public static RnnTransformer FromKeras(MLContext mlContext, Stream stream, RnnImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        StreamCheck.Readable(stream);
        int poolings = PoolingSummaries.Of(options.Pooling ?? RnnPooling.Last).Count;
        KerasNetwork weights = new KerasArrays(NpzFile.Read(stream), poolings).Find();
        return ReadKeras(mlContext, weights.Embeddings, weights.Layers, weights.Kernel, weights.Bias, options);
    }
}
