using Google.Protobuf;
using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Exchange.Onnx;
using RnnTrainer.Files;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// Writes the network, from the sequences to what scoring makes of them, as an ONNX file, which ONNX Runtime, ML.NET's
    /// <c>ApplyOnnxModel</c> and others run. Inputs: the sequences, float [batch, time steps, input size], and where they may
    /// differ in length their lengths, int32 [batch]. Outputs: the columns that scoring adds.
    /// </summary>
    /// <remarks>
    /// <list type="bullet">
    /// <item><see cref="RnnHead.Softmax"/>: <c>PredictedLabel</c>, int64 [batch], the class counted from 0, and <c>Score</c>, float
    /// [batch, classes], the probabilities. The metadata <c>labels</c> is a JSON array of the classes' values as text, where the
    /// label had any.</item>
    /// <item><see cref="RnnHead.Sigmoid"/>: <c>PredictedLabel</c>, bool [batch]; <c>Score</c>, float [batch], the logit; and
    /// <c>Probability</c>, float [batch].</item>
    /// <item><see cref="RnnHead.Linear"/>: <c>Score</c>, float [batch]. <see cref="RnnHead.LinearVector"/>, and
    /// <see cref="RnnHead.Quantiles"/>, sorted: <c>Score</c>, float [batch, numbers].</item>
    /// </list>
    /// Where outputs come at each step, each is [batch, time steps] or [batch, time steps, classes]; beyond a sequence's length numbers
    /// are NaN, classes -1 and answers false.
    /// </remarks>
    /// <param name="path">The file. It is written whole or not at all; one that is there is replaced.</param>
    /// <exception cref="ArgumentException">The path is empty, or two inputs or outputs would have the same name.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">
    /// The network is larger than an ONNX file can be (2 GiB), fills missing values with <see cref="RnnMissingValues.LastValue"/>, or
    /// has no states that can go in and out (<see cref="RnnOnnxOptions.IncludeStates"/>).
    /// </exception>
    public void SaveAsOnnx(string path) => SaveAsOnnx(path, new RnnOnnxOptions());

    /// <inheritdoc cref="SaveAsOnnx(string)" path="/*[not(self::param)]"/>
    /// <param name="path">The file. It is written whole or not at all; one that is there is replaced.</param>
    /// <param name="options">Names, and what else there is to choose.</param>
    public void SaveAsOnnx(string path, RnnOnnxOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        ModelProto file = ToOnnx(options);
        WholeFile.Write(path, file.WriteTo);
    }

    /// <inheritdoc cref="SaveAsOnnx(string)" path="/summary|/remarks"/>
    /// <param name="stream">Where the file's bytes go, from where it stands. It stays open.</param>
    /// <exception cref="ArgumentException">
    /// The stream is closed or read-only, or two inputs or outputs would have the same name.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The network is larger than an ONNX file can be (2 GiB), fills missing values with <see cref="RnnMissingValues.LastValue"/>, or
    /// has no states that can go in and out (<see cref="RnnOnnxOptions.IncludeStates"/>).
    /// </exception>
    public void SaveAsOnnx(Stream stream) => SaveAsOnnx(stream, new RnnOnnxOptions());

    /// <inheritdoc cref="SaveAsOnnx(Stream)" path="/*[not(self::param)]"/>
    /// <param name="stream">Where the file's bytes go, from where it stands. It stays open.</param>
    /// <param name="options">Names, and what else there is to choose.</param>
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
