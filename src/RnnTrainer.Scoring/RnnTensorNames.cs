using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>Names of a PyTorch module's parts, the prefixes of tensor names in its state dictionary. An immutable value.</summary>
/// <example>
/// <code>
/// network.SaveAsSafetensors("gru.safetensors", new RnnTensorNames { Recurrent = "gru", Head = "linear" });
/// </code>
/// </example>
public sealed record RnnTensorNames
{
    internal const string UsualInput = "input";

    /// <summary>
    /// The embedding of tokens. <c>"embedding"</c>, the default, names its tensor <c>embedding.weight</c>, as in <c>torch.nn.Embedding</c>.
    /// <see langword="null"/>: it is not written, for a module whose inputs are embedding vectors; the file cannot be imported again. Used
    /// only by networks that read tokens.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string? Embedding { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }
        = TensorName.UsualPart(PartKind.Embedding);

    /// <summary>
    /// The recurrent layers. <c>"rnn"</c>, the default, names the first tensor <c>rnn.weight_ih_l0</c>; an empty string names it
    /// <c>weight_ih_l0</c>, as in a bare <c>torch.nn.LSTM</c>. Nested modules are joined with dots: <c>"encoder.rnn"</c>.
    /// </summary>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public string Recurrent { get; init => field = SettingCheck.NotNull(value); } = TensorName.UsualPart(PartKind.Layer);

    /// <summary>
    /// The attention of <see cref="RnnPooling.Attention"/>. <c>"attention"</c>, the default, names its query <c>attention.weight</c>, as in
    /// <c>torch.nn.Linear(units, 1, bias=False)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string Attention { get; init => field = SettingCheck.NotEmpty(value); } = TensorName.UsualPart(PartKind.Pooling);

    /// <summary>
    /// The highway, a linear map that bypasses the recurrent layers in some networks. <c>"highway"</c>, the default, names its weights
    /// <c>highway.weight</c>, as in <c>torch.nn.Linear(values, numbers, bias=False)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string Highway { get; init => field = SettingCheck.NotEmpty(value); } = TensorName.UsualPart(PartKind.Highway);

    /// <summary>
    /// The output layer. <c>"head"</c>, the default, names its tensors <c>head.weight</c> and <c>head.bias</c>. <see langword="null"/>:
    /// output layer, attention and highway are not written, for a bare <c>torch.nn.LSTM</c>; the file cannot be imported again.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string? Head { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }
        = TensorName.UsualPart(PartKind.Head);

    /// <summary>
    /// The normalization of inputs. <c>"input"</c>, the default, names its buffers <c>input.offset</c> and <c>input.scale</c>, present if
    /// <see cref="RnnModel.InputOffsets"/> is not empty. <see langword="null"/>: they are not written, for a module whose inputs are
    /// already normalized; the file cannot be imported again.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string? Input { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); } = UsualInput;

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
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
