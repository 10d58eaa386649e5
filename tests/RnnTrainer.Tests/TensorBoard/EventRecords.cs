using System.Buffers.Binary;
using Google.Protobuf;

namespace RnnTrainer.Tests.TensorBoard;

/// <summary>
/// Reads event files by what TensorBoard says of their form, field by field, with a CRC-32C of its own: nothing of the code under test.
/// </summary>
internal static class EventRecords
{
    /// <summary>A record: the version, or scalars of a step.</summary>
    public sealed record Record(double WallTime, long Step, string Version, IReadOnlyList<(string Tag, float Value)> Scalars);

    /// <summary>The records of the only file of a folder.</summary>
    public static IReadOnlyList<Record> InFolder(params string[] folder)
    {
        string file = Directory.GetFiles(Path.Combine(folder)).Single();
        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(file));
        return Of(File.ReadAllBytes(file));
    }

    /// <summary>The records of a file; each must have its checksums.</summary>
    public static IReadOnlyList<Record> Of(ReadOnlySpan<byte> file)
    {
        List<Record> records = [];
        while (!file.IsEmpty)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
            Assert.AreEqual(Masked(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]), "checksum of the length");
            byte[] payload = file.Slice(12, length).ToArray();
            Assert.AreEqual(Masked(payload), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]), "checksum of the event");
            records.Add(Event(new(payload)));
            file = file[(16 + length)..];
        }
        return records;
    }

    /// <summary>CRC-32C bit by bit: the reflected polynomial 0x82f63b78.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78);
        }
        return ~crc;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static Record Event(CodedInputStream input)
    {
        Record record = new(0, 0, "", []);
        while (input.ReadTag() is var tag and not 0)
        {
            record = (tag >> 3) switch
            {
                1 => record with { WallTime = input.ReadDouble() },
                2 => record with { Step = input.ReadInt64() },
                3 => record with { Version = input.ReadString() },
                5 => record with { Scalars = Summary(Inner(input)) },
                var field => throw new AssertFailedException($"an event has no field {field} of ours"),
            };
        }
        return record;
    }

    private static List<(string, float)> Summary(CodedInputStream input)
    {
        List<(string, float)> values = [];
        while (input.ReadTag() is var tag and not 0)
        {
            Assert.AreEqual(1u, tag >> 3);
            values.Add(Value(Inner(input)));
        }
        return values;
    }

    private static (string, float) Value(CodedInputStream input)
    {
        (string Tag, float Value) value = ("", 0);
        while (input.ReadTag() is var tag and not 0)
            value = tag >> 3 == 1 ? value with { Tag = input.ReadString() } : value with { Value = input.ReadFloat() };
        return value;
    }

    private static CodedInputStream Inner(CodedInputStream input) => new(input.ReadBytes().ToByteArray());
}
