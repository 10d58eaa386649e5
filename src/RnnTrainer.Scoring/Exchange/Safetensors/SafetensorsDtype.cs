using System.Buffers.Binary;
using System.Numerics;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>The element types of safetensors files that fill whole bytes, and those among them that hold weights.</summary>
internal static class SafetensorsDtype
{
    public const string Single = "F32", Double = "F64";

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
        [Single] = 4,
        ["I64"] = 8,
        ["U64"] = 8,
        [Double] = 8,
        ["C64"] = 8,
    };

    /// <summary>Every known type's name.</summary>
    public static IEnumerable<string> Names => Sizes.Keys;

    /// <summary>Those that <see cref="Convert"/> converts.</summary>
    public static IReadOnlyList<string> Convertible { get; } = [Single, Double, "F16", "BF16"];

    /// <summary>Bytes of an element; null: no such type.</summary>
    public static int? SizeOf(string dtype) => Sizes.TryGetValue(dtype, out int size) ? size : null;

    /// <summary>Converts little-endian elements of a <see cref="Convertible"/> type to the nearest numbers of another.</summary>
    public static void Convert<T>(string dtype, ReadOnlySpan<byte> bytes, Span<T> values) where T : IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = dtype switch
            {
                Single => T.CreateTruncating(BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..])),
                Double => T.CreateTruncating(BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..])),
                "F16" => T.CreateTruncating(BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..])),
                "BF16" => T.CreateTruncating(UpperHalf(BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]))),
                _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, $"Supported types: {string.Join(", ", Convertible)}."),
            };
        }
    }

    private static float UpperHalf(short bits) => BitConverter.Int32BitsToSingle(bits << 16);
}
