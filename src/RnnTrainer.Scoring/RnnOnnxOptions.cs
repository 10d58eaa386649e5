using RnnTrainer.Exchange.Onnx;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// How <see cref="RnnTransformer.SaveAsOnnx(string, RnnOnnxOptions)"/> writes a network. An immutable value, each setting checked
/// where it is set.
/// </summary>
/// <exception cref="ArgumentException">A name is empty.</exception>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
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
    /// Name of the input of lengths, int32 [batch]: how many time steps of each row are valid, at least 1. Default
    /// <see langword="null"/>: <see cref="RnnTransformer.LengthColumnName"/>, or <c>SequenceLengths</c> where there is no such column.
    /// </summary>
    public string? SequenceLengthsName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Whether a network of sequences of any length gets the input of lengths; it has to be fed then. Without it, all rows of a batch
    /// must have the same length. A network of sequences of one length never has it. Default <see langword="true"/>.
    /// </summary>
    public bool IncludeSequenceLengths { get; init; } = true;

    /// <summary>
    /// Whether the layers' states go in and come out, so that a sequence can be scored a step, or a few steps, at a time. For each layer,
    /// from 0: the input <c>h0</c>, float [1, batch, units], and the output <c>h0_next</c>, to be fed in the next call; of an LSTM
    /// <c>c0</c> and <c>c0_next</c> too. A sequence begins with zeros. The network must read forward only, with the pooling
    /// <see cref="RnnPooling.Last"/> or outputs at each step, one step at a time, and no scale of each sequence. Default
    /// <see langword="false"/>. In .NET, <see cref="RnnTransformer.CreateStream"/> reads more forms of networks, and sooner.
    /// </summary>
    public bool IncludeStates { get; init; }

    /// <summary>
    /// Name of the input of categories, int64 [batch, inputs that never change in a series], which a forecast with such inputs has: counted
    /// from 1, 0 is unknown. Default <c>Categories</c>.
    /// </summary>
    public string CategoriesName { get; init => field = SettingCheck.NotEmpty(value); } = "Categories";

    /// <summary>
    /// Name of the output of scores, float: of classes their probabilities, [batch, classes]; of yes or no the logit, [batch]; of a
    /// number it, [batch]; of a vector of numbers, [batch, numbers]; of quantiles one for each level, ascending for each number,
    /// [batch, numbers x levels]. Where outputs come at each step, [batch, time steps, ...]. Default <c>Score</c>.
    /// </summary>
    public string ScoreName { get; init => field = SettingCheck.NotEmpty(value); } = "Score";

    /// <summary>
    /// Name of the output of predictions: of classes int64 [batch], counted from 0, so one less than the key that ML.NET predicts; of
    /// yes or no bool [batch]. Where outputs come at each step, [batch, time steps]. A regression has none. Default <c>PredictedLabel</c>.
    /// </summary>
    public string PredictedLabelName { get; init => field = SettingCheck.NotEmpty(value); } = "PredictedLabel";

    /// <summary>
    /// Name of the output of the probability of yes, float [batch], where the answer is yes or no. Default <c>Probability</c>.
    /// </summary>
    public string ProbabilityName { get; init => field = SettingCheck.NotEmpty(value); } = "Probability";

    /// <summary>
    /// Version of ONNX's operators. Runtimes read what is older than themselves, so the lower, the more of them. From 11 to 17;
    /// default 14 (ONNX Runtime 1.8 and later).
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

    /// <summary>The settings with their values, the same text in every culture.</summary>
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
