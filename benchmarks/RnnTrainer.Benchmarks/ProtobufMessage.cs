using System.Text;

namespace RnnTrainer.Benchmarks;

/// <summary>Bytes of a protocol buffer, field by field (protobuf.dev/programming-guides/encoding).</summary>
internal sealed class ProtobufMessage
{
    private const int VarintType = 0, LengthType = 2;

    private readonly List<byte> bytes = [];

    public byte[] ToArray() => [.. bytes];

    public ProtobufMessage Number(int field, long value)
    {
        Varint((uint)(field << 3 | VarintType));
        Varint((ulong)value);
        return this;
    }

    public ProtobufMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Message(int field, ProtobufMessage value) => Bytes(field, value.ToArray());

    public ProtobufMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint((uint)(field << 3 | LengthType));
        Varint((ulong)value.Length);
        bytes.AddRange(value);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value > 127; value >>= 7)
            bytes.Add((byte)(value | 128));
        bytes.Add((byte)value);
    }
}
