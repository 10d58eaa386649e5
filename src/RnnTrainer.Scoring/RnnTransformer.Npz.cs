using Microsoft.ML;
using RnnTrainer.Exchange.Keras;
using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// Makes an ML.NET model of the weights of a Keras model in an .npz file, as
    /// <c>numpy.savez("weights.npz", *model.get_weights())</c> writes it: an <c>Embedding</c> layer or none, recurrent layers as
    /// <see cref="RnnKerasLayer"/> describes them, wrapped in <c>Bidirectional</c> or not, and a <c>Dense</c> layer. Layers, sizes and
    /// directions follow from the arrays' order and shapes. The arrays hold half, single or double precision; arrays of Python objects are
    /// refused, and no size is believed that the file's own bytes do not justify. <see cref="History"/> is empty.
    /// </summary>
    /// <param name="mlContext">Where the transformer belongs.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The path is empty, or the options contradict the weights or each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// It is not an .npz file, or damaged; its arrays are those of no network, or of more than one; or a number is not finite. The message
    /// says what was found and wanted.
    /// </exception>
    /// <example>
    /// <code>
    /// RnnTransformer network = RnnTransformer.FromKeras(ml, "weights.npz", new RnnImportOptions { Labels = ["up", "down", "still"] });
    /// </code>
    /// </example>
    public static RnnTransformer FromKeras(MLContext mlContext, string path) => FromKeras(mlContext, path, new RnnImportOptions());

    /// <inheritdoc cref="FromKeras(MLContext, string)" path="/*[not(self::param)]"/>
    /// <param name="mlContext">Where the transformer belongs.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What the weights do not say; its <see cref="RnnImportOptions.Names"/> are not used.</param>
    public static RnnTransformer FromKeras(MLContext mlContext, string path, RnnImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        return ImportedFile.Read(path, "an .npz file", stream => FromKeras(mlContext, stream, options));
    }

    /// <inheritdoc cref="FromKeras(MLContext, string)" path="/summary"/>
    /// <param name="mlContext">Where the transformer belongs.</param>
    /// <param name="stream">A file's bytes, from its beginning. It stays open; one that cannot seek is read into memory.</param>
    /// <param name="options">What the weights do not say; its <see cref="RnnImportOptions.Names"/> are not used.</param>
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
