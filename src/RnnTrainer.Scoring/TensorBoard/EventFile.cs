using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;

namespace RnnTrainer.TensorBoard;

/// <summary>
/// TensorBoard's event files: records of TFRecord, little-endian, each an <see cref="Event"/>. The first one names the version.
/// <code>
/// uint64  length of the event
/// uint32  masked CRC-32C of the length's bytes
/// event
/// uint32  masked CRC-32C of the event
/// </code>
/// </summary>
internal static class EventFile
{
    /// <summary>What every file's name begins with, or TensorBoard does not see it.</summary>
    public const string NameStart = "events.out.tfevents";

    private const string Version = "brain.Event:2";

    /// <summary>Writes the record that a file begins with.</summary>
    /// <param name="output">The file.</param>
    /// <param name="time">When it is written.</param>
    public static void WriteStart(Stream output, DateTimeOffset time) =>
        Write(output, new Event { WallTime = Seconds(time), FileVersion = Version });

    /// <summary>Writes a record of scalars.</summary>
    /// <param name="output">The file.</param>
    /// <param name="time">When they were measured.</param>
    /// <param name="step">Their place on the axis of steps.</param>
    /// <param name="scalars">Tags and values.</param>
    public static void Write(Stream output, DateTimeOffset time, long step, IEnumerable<(string Tag, float Value)> scalars)
    {
        Summary summary = new();
        summary.Value.AddRange(scalars.Select(scalar => new Summary.Types.Value { Tag = scalar.Tag, SimpleValue = scalar.Value }));
        Write(output, new Event { WallTime = Seconds(time), Step = step, Summary = summary });
    }

    // In one piece, so that whoever reads meanwhile seldom sees half a record.
    private static void Write(Stream output, Event content)
    {
        int length = content.CalculateSize();
        byte[] record = new byte[sizeof(ulong) + sizeof(uint) + length + sizeof(uint)];
        Span<byte> head = record.AsSpan(0, sizeof(ulong)), payload = record.AsSpan(sizeof(ulong) + sizeof(uint), length);
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), MaskedCrc(head));
        content.WriteTo(payload);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(record.Length - sizeof(uint)), MaskedCrc(payload));
        output.Write(record);
    }

    // Masked as TFRecord wants it, since the CRC of bytes that hold their own CRC says little.
    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8;
    }

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;
}
