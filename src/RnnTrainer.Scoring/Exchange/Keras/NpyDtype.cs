using System.Buffers.Binary;

namespace RnnTrainer.Exchange.Keras;

/// <summary>The types of numbers that weights are read from: little-endian, as every machine of today writes them.</summary>
internal static class NpyDtype
{
    private const string Half = "<f2", Single = "<f4", Double = "<f8";

    /// <summary>Their names, for errors.</summary>
    public static string Names => $"{Half}, {Single}, {Double}";

    /// <summary>Bytes of a number; null: it is of another type.</summary>
    public static int? SizeOf(string dtype) => dtype switch
    {
        Half => 2,
        Single => 4,
        Double => 8,
        _ => null,
    };

    /// <summary>Reads a number.</summary>
    public static float Read(string dtype, ReadOnlySpan<byte> bytes) => dtype switch
    {
        Half => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        Single => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, $"Supported types: {Names}."),
    };
}
