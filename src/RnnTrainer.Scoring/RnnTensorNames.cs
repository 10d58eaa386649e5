using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Names of a PyTorch module's parts, which its state dictionary puts before the names of their tensors. An immutable value.
/// </summary>
/// <example>
/// <code>
/// network.SaveAsSafetensors("gru.safetensors", new RnnTensorNames { Recurrent = "gru", Head = "linear" });
/// </code>
/// </example>
public sealed record RnnTensorNames
{
    internal const string UsualInput = "input";

    /// <summary>
    /// The table of tokens: <c>"embedding"</c>, the default, names it <c>embedding.weight</c>, as <c>torch.nn.Embedding</c> has it.
    /// <see langword="null"/>: it is not written, for a module that gets the rows of the table; such a file cannot be read back. Only a
    /// network that reads tokens has it.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string? Embedding { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }
        = TensorName.UsualPart(PartKind.Embedding);

    /// <summary>
    /// The recurrent layers: <c>"rnn"</c>, the default, names the first tensor <c>rnn.weight_ih_l0</c>; the empty text names it
    /// <c>weight_ih_l0</c>, as a bare <c>torch.nn.LSTM</c> does. Parts of parts are joined with dots: <c>"encoder.rnn"</c>.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public string Recurrent { get; init => field = SettingCheck.NotNull(value); } = TensorName.UsualPart(PartKind.Layer);

    /// <summary>
    /// The attention of <see cref="RnnPooling.Attention"/>: <c>"attention"</c>, the default, names its query <c>attention.weight</c>,
    /// as <c>torch.nn.Linear(units, 1, bias=False)</c> has it.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string Attention { get; init => field = SettingCheck.NotEmpty(value); } = TensorName.UsualPart(PartKind.Pooling);

    /// <summary>
    /// The linear map past the recurrent layers that a network may have: <c>"highway"</c>, the default, names its weights
    /// <c>highway.weight</c>, as <c>torch.nn.Linear(values, numbers, bias=False)</c> has it.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string Highway { get; init => field = SettingCheck.NotEmpty(value); } = TensorName.UsualPart(PartKind.Highway);

    /// <summary>
    /// The output layer: <c>"head"</c>, the default, names its tensors <c>head.weight</c> and <c>head.bias</c>.
    /// <see langword="null"/>: neither it nor attention nor a highway is written, as a bare <c>torch.nn.LSTM</c> has none; such a file
    /// cannot be read back.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string? Head { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }
        = TensorName.UsualPart(PartKind.Head);

    /// <summary>
    /// What brings inputs to scale: <c>"input"</c>, the default, names its buffers <c>input.offset</c> and <c>input.scale</c>, which only
    /// a network with <see cref="RnnModel.InputOffsets"/> has. <see langword="null"/>: they are not written, for a module whose inputs
    /// are normalized before; such a file cannot be read back.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string? Input { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); } = UsualInput;

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnTensorNames), PrintMembers);

    /// <summary>The name of a part; null: it is not written.</summary>
    internal string? Of(PartKind part) => part switch
    {
        PartKind.Embedding => Embedding,
        PartKind.Category => TensorName.UsualPart(part), // no file of this library has another
        PartKind.Layer => Recurrent,
        PartKind.Pooling => Head is null ? null : Attention,
        PartKind.Highway => Head is null ? null : Highway,
        PartKind.Head => Head,
    };

    internal static string Join(string part, string tensor) => part.Length == 0 ? tensor : $"{part}.{tensor}";
}
