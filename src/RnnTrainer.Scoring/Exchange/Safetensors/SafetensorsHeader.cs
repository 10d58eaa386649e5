using System.Text.Json;
using System.Text.Unicode;
using RnnTrainer.Files;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>
/// The JSON header of a safetensors file (https://github.com/huggingface/safetensors, "Format"), wholly checked:
/// <code>
/// { "name": { "dtype": "F32", "shape": [4, 3], "data_offsets": [0, 48] }, ..., "__metadata__": { "text": "text" } }
/// </code>
/// Every tensor's bytes are as many as its type and shape need, and together they fill the data without overlap or hole.
/// </summary>
/// <param name="Tensors">The tensors by name.</param>
/// <param name="Metadata">The texts of <c>__metadata__</c>.</param>
/// <param name="DataLength">Bytes that follow the header.</param>
internal sealed record SafetensorsHeader(
    IReadOnlyDictionary<string, SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata, long DataLength)
{
    /// <summary>Bytes of the longest header, as in the reference implementation.</summary>
    public const int MaxLength = 100_000_000;

    public const string MetadataKey = "__metadata__", DtypeKey = "dtype", ShapeKey = "shape", OffsetsKey = "data_offsets";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 3 };

    /// <exception cref="InvalidDataException">It breaks the format; the message says how.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            throw Invalid("is not UTF-8");
        if (json.Span is not [(byte)'{', ..])
            throw Invalid(json.IsEmpty ? "is empty" : $"must start with '{{' (0x7b); found byte 0x{json.Span[0]:x2}");
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The safetensors header is not valid JSON: "
                + $"{ErrorText.Short(exception.Message, ErrorText.MaxReason)}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // A text with half of a surrogate pair.
            throw new InvalidDataException("The safetensors header holds text that is not valid Unicode: "
                + $"{ErrorText.Short(exception.Message, ErrorText.MaxReason)}", exception);
        }
    }

    private static SafetensorsHeader Read(JsonElement root)
    {
        Dictionary<string, SafetensorsTensor> tensors = new(StringComparer.Ordinal);
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.NameEquals(MetadataKey))
                ReadMetadata(property.Value, metadata);
            else
                tensors.Add(property.Name, ReadTensor(property.Name, property.Value));
        }
        return new(tensors, metadata, CheckCoverage(tensors.Values));
    }

    private static void ReadMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        if (element.ValueKind == JsonValueKind.Null)
            return;
        if (element.ValueKind != JsonValueKind.Object)
            throw Invalid($"must give {MetadataKey} as an object of texts; found {element.ValueKind}");
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                throw Invalid($"gives '{ErrorText.Short(property.Name)}' in {MetadataKey} as {property.Value.ValueKind} "
                    + "instead of a text");
            metadata.Add(property.Name, property.Value.GetString()!);
        }
    }

    private static SafetensorsTensor ReadTensor(string name, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Invalid($"gives the tensor '{ErrorText.Short(name)}' as {element.ValueKind} instead of an object");
        string? dtype = null;
        long[]? shape = null, offsets = null;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            switch (property.Name)
            {
                case DtypeKey when property.Value.ValueKind == JsonValueKind.String:
                    dtype = property.Value.GetString();
                    break;
                case ShapeKey when property.Value.ValueKind == JsonValueKind.Array:
                    shape = Numbers(name, property);
                    break;
                case OffsetsKey when property.Value.ValueKind == JsonValueKind.Array:
                    offsets = Numbers(name, property);
                    break;
                default:
                    throw Invalid($"gives the tensor '{ErrorText.Short(name)}' the entry '{ErrorText.Short(property.Name)}' that is "
                        + $"{property.Value.ValueKind}; "
                        + $"allowed are only {DtypeKey} (text), {ShapeKey} and {OffsetsKey} (arrays)");
            }
        }
        if (dtype is null || shape is null || offsets is not [long begin, long end])
            throw Invalid($"gives the tensor '{ErrorText.Short(name)}' without {DtypeKey}, {ShapeKey}, or {OffsetsKey} of two numbers");
        int size = SafetensorsDtype.SizeOf(dtype)
            ?? throw Invalid($"gives the tensor '{ErrorText.Short(name)}' the type '{ErrorText.Short(dtype)}'; "
                + $"known are {string.Join(", ", SafetensorsDtype.Names)}");

        SafetensorsTensor tensor = new(name, dtype, shape, begin, end);
        Int128 bytes = size;
        foreach (long dimension in shape)
        {
            bytes *= dimension;
            if (bytes > long.MaxValue)
                throw Invalid($"gives the tensor {tensor.Description} more elements than a file can hold");
        }
        if (end < begin || end - begin != bytes)
            throw Invalid($"gives the tensor {tensor.Description} of {dtype} the bytes {begin} to {end}, but it needs {bytes}");
        return tensor;
    }

    private static long[] Numbers(string name, JsonProperty property) => [.. property.Value.EnumerateArray().Select(element =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long number) && number >= 0 ? number
            : throw Invalid($"has {ErrorText.Short(element.GetRawText())} in the {property.Name} of the tensor '{ErrorText.Short(name)}', "
                + $"instead of whole numbers from 0 to {long.MaxValue}"))];

    // Returns where the last tensor ends.
    private static long CheckCoverage(IEnumerable<SafetensorsTensor> tensors)
    {
        long end = 0;
        string before = "the header";
        foreach (SafetensorsTensor tensor in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != end)
                throw Invalid($"starts the tensor '{ErrorText.Short(tensor.Name)}' at byte {tensor.Begin} of the data, "
                    + $"but {before} ends at {end}: gaps and overlaps are not allowed");
            (end, before) = (tensor.End, $"'{ErrorText.Short(tensor.Name)}'");
        }
        return end;
    }

    private static InvalidDataException Invalid(string how) => new($"The safetensors header {how}.");
}
