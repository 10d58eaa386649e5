using System.Buffers.Binary;
using System.Numerics;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>
/// Reads a safetensors file: uint64 the header's length, little-endian, the header, the data. Nothing is allocated that the
/// file's own bytes do not justify, and nothing may follow the data.
/// </summary>
internal sealed class SafetensorsReader
{
    private const int ChunkBytes = 1 << 16;

    private readonly Stream data; // seekable
    private readonly long start;

    private SafetensorsReader(SafetensorsHeader header, Stream data)
    {
        Header = header;
        this.data = data;
        start = data.Position;
    }

    public SafetensorsHeader Header { get; }

    /// <param name="stream">Read from where it stands to its end, and left open.</param>
    /// <exception cref="InvalidDataException">It holds no safetensors file; the message says why.</exception>
    public static SafetensorsReader Open(Stream stream)
    {
        long available = stream.CanSeek ? stream.Length - stream.Position : long.MaxValue;
        ReadOnlySpan<byte> beginning = Take(stream, sizeof(ulong), "the header's length").GetBuffer().AsSpan(0, sizeof(ulong));
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(beginning);
        if (available < sizeof(ulong))
            throw new InvalidDataException($"Not a safetensors file: it returned {sizeof(ulong)} bytes but reports length "
                + $"{available}. Is it a device?");
        if (length > SafetensorsHeader.MaxLength && ForeignFile.Describe(beginning) is { } foreign)
            throw new InvalidDataException(foreign);
        if (length > SafetensorsHeader.MaxLength)
            throw new InvalidDataException(
                $"Not a safetensors file: its header length is {length} bytes, "
                    + $"but the limit is {SafetensorsHeader.MaxLength}.");
        if (stream.CanSeek && (long)length > available - sizeof(ulong))
            throw new InvalidDataException(
                $"The safetensors file is truncated, or is another file: its header should have {length} bytes, "
                    + $"but {available - sizeof(ulong)} follow.");

        MemoryStream json = Take(stream, (int)length, "the header");
        SafetensorsHeader header = SafetensorsHeader.Parse(json.GetBuffer().AsMemory(0, (int)length));
        if (stream.CanSeek)
        {
            long left = available - sizeof(ulong) - (long)length;
            if (left != header.DataLength)
            {
                string how = left < header.DataLength ? "truncated" : "followed by other data";
                throw new InvalidDataException($"The safetensors file is {how}: it holds {left} bytes of data, "
                    + $"but its header describes {header.DataLength}.");
            }
            return new(header, stream);
        }

        if (header.DataLength > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"The safetensors header describes {header.DataLength} bytes of data, "
                + $"more than the limit of {Array.MaxLength} for a stream that cannot seek; "
                + "read it from a file.");
        }
        MemoryStream copy = Take(stream, (int)header.DataLength, "the data");
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException(
                $"The safetensors file is followed by other data: its header describes {header.DataLength} bytes, "
                    + "but there are more.");
        return new(header, copy);
    }

    /// <summary>Reads a tensor's values, as many as there are.</summary>
    /// <exception cref="InvalidDataException">They are of a type that is not converted, or one is not finite.</exception>
    public void Read<T>(SafetensorsTensor tensor, Span<T> values) where T : IBinaryFloatingPointIeee754<T>
    {
        if (!SafetensorsDtype.Convertible.Contains(tensor.Dtype))
            throw new InvalidDataException(
                $"The tensor {tensor.Description} has type {tensor.Dtype}; weights must be one of "
                    + $"{string.Join(", ", SafetensorsDtype.Convertible)}.");
        int size = SafetensorsDtype.SizeOf(tensor.Dtype)!.Value;
        byte[] chunk = new byte[(int)Math.Min(ChunkBytes, (long)size * values.Length)];
        data.Position = start + tensor.Begin;
        for (int done = 0; done < values.Length;)
        {
            Span<T> part = values.Slice(done, Math.Min(chunk.Length / size, values.Length - done));
            Span<byte> bytes = chunk.AsSpan(0, part.Length * size);
            data.ReadExactly(bytes);
            SafetensorsDtype.Convert(tensor.Dtype, bytes, part);
            for (int i = 0; i < part.Length; i++)
            {
                if (T.IsFinite(part[i]))
                    continue;
                throw new InvalidDataException(
                    $"The tensor {tensor.Description} holds, as a {typeof(T).Name}, {part[i]} at index {done + i}; "
                        + "numbers must be finite.");
            }
            done += part.Length;
        }
    }

    // Grows with what really comes.
    private static MemoryStream Take(Stream stream, int count, string what)
    {
        MemoryStream taken = new();
        byte[] chunk = new byte[Math.Min(ChunkBytes, count)];
        while (taken.Length < count)
        {
            int read = stream.Read(chunk, 0, (int)Math.Min(chunk.Length, count - taken.Length));
            if (read == 0)
                throw new InvalidDataException("The safetensors file is truncated, or is another file: "
                    + $"it ends after {taken.Length} of the {count} bytes of {what}.");
            taken.Write(chunk, 0, read);
        }
        taken.Position = 0;
        return taken;
    }
}
