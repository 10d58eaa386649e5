using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RnnTrainer.Files;
using RnnTrainer.Model;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>What a network's tensors do not say of it, as JSON in the <c>__metadata__</c> of a safetensors file.</summary>
/// <param name="Version">Of this record: <see cref="Written"/>.</param>
/// <param name="Cell">As <see cref="RnnModel.Cell"/>; for a reader of the file, since the tensors say it too.</param>
/// <param name="Activation">As <see cref="RnnModel.Activation"/>.</param>
/// <param name="Pooling">As <see cref="RnnModel.Pooling"/>.</param>
/// <param name="TimeSteps">As <see cref="RnnModel.TimeSteps"/>.</param>
/// <param name="FeatureDimensions">As <see cref="SavedTransformer.FeatureDimensions"/>.</param>
/// <param name="FeatureColumn">Its name.</param>
/// <param name="LengthColumn">Its name, if there is one.</param>
/// <param name="LabelColumn">Its name.</param>
/// <param name="LabelType">.NET's name of the type of the labels' values, if they have any.</param>
/// <param name="Labels">The values as text, in the order of the outputs.</param>
/// <param name="Head">As <see cref="RnnModel.Head"/>; files without it are of classes.</param>
/// <param name="QuantileLevels">As <see cref="RnnModel.QuantileLevels"/>, or null.</param>
/// <param name="Normalization">As <see cref="RnnModel.Normalization"/>; files without it are of networks without.</param>
/// <param name="BlockSteps">As <see cref="RnnModel.BlockSteps"/>; files without it are of networks that read each step by itself.</param>
/// <param name="TokensAreKeys">Whether tokens are keys; null in files of networks that read numbers.</param>
/// <param name="TokenType">.NET's name of the type of the keys' values, if they have any.</param>
/// <param name="Tokens">The values as text, from key 1.</param>
/// <param name="MissingValues">As <see cref="RnnModel.MissingValues"/>; files without it are of networks that fill none.</param>
internal sealed record RnnMetadata(
    int Version, RnnCell Cell, RnnActivation Activation, RnnPooling Pooling, int? TimeSteps, int[] FeatureDimensions,
    string FeatureColumn, string? LengthColumn, string LabelColumn, string? LabelType, string[]? Labels,
    RnnHead Head = RnnHead.Softmax, float[]? QuantileLevels = null, RnnNormalization Normalization = RnnNormalization.None,
    int BlockSteps = 1, bool? TokensAreKeys = null, string? TokenType = null, string[]? Tokens = null,
    RnnMissingValues MissingValues = RnnMissingValues.Error)
{
    public const string Key = "rnntrainer";

    public const int Written = 1;

    private static readonly JsonTypeInfo<RnnMetadata> Json = new RnnMetadataJson(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters =
        {
            Names<RnnCell>(), Names<RnnActivation>(), Names<RnnPooling>(), Names<RnnHead>(), Names<RnnNormalization>(),
            Names<RnnMissingValues>(),
        },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    }).RnnMetadata;

    public static RnnMetadata Of(SavedTransformer saved)
    {
        RnnModel model = saved.Model;
        return new(Written, model.Cell, model.Activation, model.Pooling, model.TimeSteps, saved.FeatureDimensions,
            saved.FeatureColumnName, saved.LengthColumnName, saved.LabelColumnName,
            model.LabelValueArray?.GetType().GetElementType()!.Name,
            model.LabelValueArray is { } labels ? [.. labels.Cast<object>().Select(LabelValueText.Write)] : null,
            model.Head, model.Network.Head.Levels is { } levels ? [.. levels] : null, model.Normalization, model.BlockSteps,
            model.Network.Input.Embedding?.AreKeys, model.TokenValueArray?.GetType().GetElementType()!.Name,
            model.TokenValueArray is { } tokens ? [.. tokens.Cast<object>().Select(LabelValueText.Write)] : null,
            model.MissingValues);
    }

    /// <summary>The texts to put into the file; <c>format</c> is what PyTorch's own tools write and some ask for.</summary>
    public IReadOnlyDictionary<string, string> ToTexts() =>
        new Dictionary<string, string> { ["format"] = "pt", [Key] = JsonSerializer.Serialize(this, Json) };

    /// <summary>What the texts hold; null where another program wrote the file.</summary>
    /// <exception cref="InvalidDataException">It cannot be understood.</exception>
    public static RnnMetadata? Read(IReadOnlyDictionary<string, string> texts)
    {
        if (!texts.TryGetValue(Key, out string? json))
            return null;
        RnnMetadata? metadata;
        try
        {
            using (JsonDocument document = JsonDocument.Parse(json))
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.TryGetProperty("version", out JsonElement version)
                    && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number) && number != Written)
                    throw Invalid($"has version {number}, but this version of the library reads {Written}. "
                        + "Use the library version that wrote the file, or a newer one");
            }
            metadata = JsonSerializer.Deserialize(json, Json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new InvalidDataException(
                Message($"cannot be read: {ErrorText.Short(exception.Message, ErrorText.MaxReason)}"), exception);
        }
        if (metadata?.Normalization == RnnNormalization.Auto)
            throw Invalid($"says that normalization is {RnnNormalization.Auto}, which a trained network cannot have");
        if (metadata is { BlockSteps: < 1 })
            throw Invalid($"says that blocks have {metadata.BlockSteps} steps; the minimum is 1");
        if (metadata is null || metadata.FeatureColumn.Length == 0 || metadata.LabelColumn.Length == 0
            || metadata.LengthColumn?.Length == 0)
            throw Invalid("lacks the name of a column");
        return metadata;
    }

    /// <summary>The levels of quantiles as a value, or null.</summary>
    [JsonIgnore]
    public ValueList<float>? Levels => QuantileLevels is null ? null : new(QuantileLevels);

    /// <summary>The labels' values in an array of their own type; null: there are none.</summary>
    /// <param name="head">The head, which says how many keys the label has.</param>
    /// <exception cref="InvalidDataException">They are not one for each key, or of no known type.</exception>
    public Array? LabelValues(HeadSpec head)
    {
        Array? values = Values("label", LabelType, Labels, head.LabelKeys, $"the output layer has {head}");
        return values is not null && LabelList.Fault([.. values.Cast<object>()]) is { } fault ? throw Invalid($"has, as labels, {fault}")
            : values;
    }

    /// <summary>The values of tokens that are keys, in an array of their own type; null: there are none.</summary>
    /// <param name="input">What the network reads.</param>
    /// <exception cref="InvalidDataException">They are not one for each key, or of no known type.</exception>
    public Array? TokenValues(InputSpec input) => Values("token", TokenType, Tokens,
        input.Embedding?.Keys ?? 0, $"the network reads {input}");

    private static Array? Values(string what, string? type, string[]? texts, int count, string wanted)
    {
        if (type is null || texts is null)
            return type is null && texts is null ? null : throw Invalid($"has only one of {what}Type and {what}s");
        if (texts.Length != count)
            throw Invalid($"has {CountText.Of(texts.Length, what)}, but {wanted}");
        if (Array.IndexOf(texts, null) is var missing and >= 0)
            throw Invalid($"has null instead of a text as {what} {missing}");
        try
        {
            return LabelValueText.Parse(type, texts);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new InvalidDataException(Message($"has a {what} that is not a valid {ErrorText.Short(type)}: "
                + $"{ErrorText.Short(exception.Message, ErrorText.MaxReason)}"), exception);
        }
    }

    private static JsonStringEnumConverter<T> Names<T>() where T : struct, Enum => new(namingPolicy: null, allowIntegerValues: false);

    public static InvalidDataException Invalid(string how) => new(Message(how));

    private static string Message(string how) =>
        $"The metadata entry '{Key}' of the safetensors file {how}. "
        + $"Use an undamaged file, or remove this entry and set {nameof(RnnImportOptions)} instead.";
}
