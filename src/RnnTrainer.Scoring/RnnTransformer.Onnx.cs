using Google.Protobuf;
using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Exchange.Onnx;
using RnnTrainer.Files;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// Saves the network, including normalization and predictions, as an ONNX file for ONNX Runtime, ML.NET's <c>ApplyOnnxModel</c> and
    /// others. Inputs: the sequences, float [batch, time steps, input size], and, if sequences may differ in length, their lengths, int32
    /// [batch]. Outputs: the columns that scoring adds.
    /// </summary>
    /// <remarks>
    /// <list type="bullet">
    /// <item><see cref="RnnHead.Softmax"/>: <c>PredictedLabel</c>, int64 [batch], the class counted from 0, and <c>Score</c>, float
    /// [batch, classes], the probabilities. The metadata entry <c>labels</c> is a JSON array of the class values as text, if the
    /// label had any.</item>
    /// <item><see cref="RnnHead.Sigmoid"/>: <c>PredictedLabel</c>, bool [batch]; <c>Score</c>, float [batch], the logit; and
    /// <c>Probability</c>, float [batch].</item>
    /// <item><see cref="RnnHead.Linear"/>: <c>Score</c>, float [batch]. <see cref="RnnHead.LinearVector"/>, and
    /// <see cref="RnnHead.Quantiles"/>, sorted: <c>Score</c>, float [batch, numbers].</item>
    /// </list>
    /// With outputs at each step, each is [batch, time steps] or [batch, time steps, classes]; beyond a sequence's length, numbers
    /// are NaN, classes -1 and binary labels false.
    /// </remarks>
    /// <param name="path">The file. It is written completely or not at all; an existing file is replaced.</param>
    /// <exception cref="ArgumentException">The path is empty, or two inputs or outputs would have the same name.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">
    /// The network exceeds the size limit of an ONNX file (2 GiB), fills missing values with <see cref="RnnMissingValues.LastValue"/>, or
    /// does not support <see cref="RnnOnnxOptions.IncludeStates"/>.
    /// </exception>
    public void SaveAsOnnx(string path) => SaveAsOnnx(path, new RnnOnnxOptions());

    /// <inheritdoc cref="SaveAsOnnx(string)" path="/*[not(self::param)]"/>
    /// <param name="path">The file. It is written completely or not at all; an existing file is replaced.</param>
    /// <param name="options">Names and other settings.</param>
    public void SaveAsOnnx(string path, RnnOnnxOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        ModelProto file = ToOnnx(options);
        WholeFile.Write(path, file.WriteTo);
    }

    /// <inheritdoc cref="SaveAsOnnx(string)" path="/summary|/remarks"/>
    /// <param name="stream">The stream to write to, at its current position. It stays open.</param>
    /// <exception cref="ArgumentException">
    /// The stream is closed or read-only, or two inputs or outputs would have the same name.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The network exceeds the size limit of an ONNX file (2 GiB), fills missing values with <see cref="RnnMissingValues.LastValue"/>, or
    /// does not support <see cref="RnnOnnxOptions.IncludeStates"/>.
    /// </exception>
    public void SaveAsOnnx(Stream stream) => SaveAsOnnx(stream, new RnnOnnxOptions());

    /// <inheritdoc cref="SaveAsOnnx(Stream)" path="/*[not(self::param)]"/>
    /// <param name="stream">The stream to write to, at its current position. It stays open.</param>
    /// <param name="options">Names and other settings.</param>
    public void SaveAsOnnx(Stream stream, RnnOnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        StreamCheck.Writable(stream);
        ToOnnx(options).WriteTo(stream);
    }

    // For ML.NET's export of whole pipelines.
    private GraphProto ToOnnx(DataViewSchema schema)
    {
        OnnxFile.CheckSize(Model.Network);
        SequenceColumns columns = BindSequence(schema);
        return OnnxColumns.Of(Model, columns.MaxTimeSteps, columns.Length is not null);
    }

    private ModelProto ToOnnx(RnnOnnxOptions options)
    {
        bool hasLengths = options.IncludeSequenceLengths && Model.TimeSteps is null;
        OnnxNames names = options.NamesOf(Model.Network, FeatureColumnName,
            hasLengths ? LengthColumnName ?? nameof(OnnxNames.SequenceLengths) : null);
        return OnnxFile.Of(Model, names, options.OperatorSet);
    }
}
