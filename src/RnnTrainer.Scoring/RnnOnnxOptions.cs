using RnnTrainer.Exchange.Onnx;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Settings of <see cref="RnnTransformer.SaveAsOnnx(string, RnnOnnxOptions)"/>. An immutable value; each setting is validated when it is
/// set.
/// </summary>
/// <exception cref="ArgumentException">A name is empty.</exception>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// network.SaveAsOnnx("network.onnx", new RnnOnnxOptions { IncludeSequenceLengths = false });
/// </code>
/// </example>
public sealed record RnnOnnxOptions
{
    /// <summary>
    /// Name of the input of sequences, float [batch, time steps, input size]. Default <see langword="null"/>:
    /// <see cref="RnnTransformer.FeatureColumnName"/>.
    /// </summary>
    public string? FeaturesName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Name of the input of lengths, int32 [batch]: the number of valid time steps of each row, at least 1. Default <see langword="null"/>:
    /// <see cref="RnnTransformer.LengthColumnName"/>, or <c>SequenceLengths</c> if there is no such column.
    /// </summary>
    public string? SequenceLengthsName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Whether a network for sequences of different lengths has the input of lengths, which must then be fed. Without it, all rows of a
    /// batch must have the same length. A network for sequences of one length never has it. Default <see langword="true"/>.
    /// </summary>
    public bool IncludeSequenceLengths { get; init; } = true;

    /// <summary>
    /// Whether the layers' states are inputs and outputs, so that a sequence can be scored one or a few steps at a time. For each layer,
    /// from 0: the input <c>h0</c>, float [1, batch, units], and the output <c>h0_next</c>, to be fed to the next call; for an LSTM also
    /// <c>c0</c> and <c>c0_next</c>. A sequence starts with zeros. The network must read forward only, with <see cref="RnnPooling.Last"/>
    /// pooling or outputs at each step, without blocks of steps and without normalization of each sequence. Default
    /// <see langword="false"/>. In .NET, <see cref="RnnTransformer.CreateStream"/> supports more networks, and is faster.
    /// </summary>
    public bool IncludeStates { get; init; }

    /// <summary>
    /// Name of the input of static inputs, int64 [batch, static inputs], of a forecaster that has them: keys counted from 1, 0 if unknown.
    /// Default <c>Categories</c>.
    /// </summary>
    public string CategoriesName { get; init => field = SettingCheck.NotEmpty(value); } = "Categories";

    /// <summary>
    /// Name of the output of scores, float: class probabilities, [batch, classes]; a binary logit, [batch]; a number, [batch]; a vector of
    /// numbers, [batch, numbers]; or quantiles, ascending for each number, [batch, numbers x levels]. With outputs at each step, [batch,
    /// time steps, ...]. Default <c>Score</c>.
    /// </summary>
    public string ScoreName { get; init => field = SettingCheck.NotEmpty(value); } = "Score";

    /// <summary>
    /// Name of the output of predicted labels: for classes int64 [batch], counted from 0, so one less than ML.NET's key; for binary
    /// classification bool [batch]. With outputs at each step, [batch, time steps]. Regression has none. Default <c>PredictedLabel</c>.
    /// </summary>
    public string PredictedLabelName { get; init => field = SettingCheck.NotEmpty(value); } = "PredictedLabel";

    /// <summary>
    /// Name of the output of the probability of <see langword="true"/> in binary classification, float [batch]. Default <c>Probability</c>.
    /// </summary>
    public string ProbabilityName { get; init => field = SettingCheck.NotEmpty(value); } = "Probability";

    /// <summary>
    /// The ONNX operator set version. A lower version runs on older runtimes. From 11 to 17; default 14 (ONNX Runtime 1.8 and later).
    /// </summary>
    public int OperatorSet
    {
        get;
        init => field = SettingCheck.Between(OnnxNetwork.OldestOperatorSet, OnnxNetwork.NewestOperatorSet, value);
    }
    = 14;

    /// <summary>The name that an output gets.</summary>
    internal string NameOf(OnnxColumn column) => column switch
    {
        OnnxColumn.PredictedLabel => PredictedLabelName,
        OnnxColumn.Score => ScoreName,
        OnnxColumn.Probability => ProbabilityName,
    };

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnOnnxOptions), PrintMembers);

    /// <summary>The names of all inputs and outputs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="features">The sequences' name where the options have none.</param>
    /// <param name="lengths">The lengths' name likewise; null: there is no such input.</param>
    /// <exception cref="ArgumentException">Two are the same.</exception>
    internal OnnxNames NamesOf(NetworkSpec network, string features, string? lengths)
    {
        OnnxNames names = new(FeaturesName ?? features, lengths is null ? null : SequenceLengthsName ?? lengths,
            [.. OnnxHead.Of(network.Head).Outputs.Select(output => NameOf(output.Column))])
        {
            Categories = network.Input.Categories.Count > 0 ? CategoriesName : null,
            States = IncludeStates ? OnnxState.Of(network) : [],
        };
        return names.All.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key is not { } twice ? names
            : throw new ArgumentException($"Two inputs or outputs of the ONNX model are named '{twice}' "
                + $"({string.Join(", ", names.All.Select(name => $"'{name}'"))}). Give them different names in {nameof(RnnOnnxOptions)}.",
                "options");
    }
}
