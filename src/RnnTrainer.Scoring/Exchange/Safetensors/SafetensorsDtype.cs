using System.Buffers.Binary;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>The element types of safetensors files that fill whole bytes, and those among them that hold weights.</summary>
internal static class SafetensorsDtype
{
    public const string Single = "F32";

    // https://github.com/huggingface/safetensors, README, "Format".
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["BOOL"] = 1,
        ["U8"] = 1,
        ["I8"] = 1,
        ["F8_E5M2"] = 1,
        ["F8_E4M3"] = 1,
        ["F8_E8M0"] = 1,
        ["I16"] = 2,
        ["U16"] = 2,
        ["F16"] = 2,
        ["BF16"] = 2,
        ["I32"] = 4,
        ["U32"] = 4,
        ["F32"] = 4,
        ["I64"] = 8,
        ["U64"] = 8,
        ["F64"] = 8,
        ["C64"] = 8,
    };

    /// <summary>Every known type's name.</summary>
    public static IEnumerable<string> Names => Sizes.Keys;

    /// <summary>Those that <see cref="ToSingle"/> converts.</summary>
    public static IReadOnlyList<string> Convertible { get; } = [Single, "F64", "F16", "BF16"];

    /// <summary>Bytes of an element; null: no such type.</summary>
    public static int? SizeOf(string dtype) => Sizes.TryGetValue(dtype, out int size) ? size : null;

    /// <summary>Converts little-endian elements of a <see cref="Convertible"/> type to the nearest single-precision numbers.</summary>
    public static void ToSingle(string dtype, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = dtype switch
            {
                Single => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]),
                "F64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]),
                "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]),
                "BF16" => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) << 16), // the upper half
                _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, $"One of {string.Join(", ", Convertible)} is converted."),
            };
        }
    }
}
