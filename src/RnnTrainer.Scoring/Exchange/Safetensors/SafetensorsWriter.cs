using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>
/// Writes what <see cref="SafetensorsReader"/> reads: tensors, one after the other, those of double precision first, so that all are
/// aligned.
/// </summary>
internal static class SafetensorsWriter
{
    private const int ChunkFloats = 1 << 14;

    // So that the data begin aligned in a memory-mapped file; the format allows spaces after the JSON.
    private const int Alignment = 8;

    // Quotation marks and letters of all languages as they are: no browser reads this.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="stream">Where to write; left open.</param>
    /// <param name="tensors">The tensors, in the order of their bytes.</param>
    /// <param name="values">The flat vector that they are places of.</param>
    /// <param name="vectors">Vectors of double precision, by name.</param>
    /// <param name="metadata">Texts to store with them.</param>
    /// <exception cref="InvalidOperationException">The metadata are longer than a header may be.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<TorchTensor> tensors, ReadOnlySpan<float> values,
        IReadOnlyDictionary<string, ValueList<double>> vectors, IReadOnlyDictionary<string, string> metadata)
    {
        byte[] header = Header(tensors, vectors, metadata);
        if (header.Length > SafetensorsHeader.MaxLength)
            throw new InvalidOperationException(
                $"The safetensors header would have {header.Length} bytes, but the limit is {SafetensorsHeader.MaxLength}: "
                    + "the label values are too long.");
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);

        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (double value in vectors.Values.SelectMany(vector => vector))
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
        byte[] chunk = new byte[ChunkFloats * sizeof(float)];
        foreach (TorchTensor tensor in tensors)
        {
            ReadOnlySpan<float> all = values[tensor.Place];
            for (int done = 0; done < all.Length; done += ChunkFloats)
            {
                ReadOnlySpan<float> part = all[done..Math.Min(done + ChunkFloats, all.Length)];
                for (int i = 0; i < part.Length; i++)
                    BinaryPrimitives.WriteSingleLittleEndian(chunk.AsSpan(sizeof(float) * i), tensor.IsFolded ? 0 : part[i]);
                stream.Write(chunk, 0, part.Length * sizeof(float));
            }
        }
    }

    private static byte[] Header(IReadOnlyList<TorchTensor> tensors, IReadOnlyDictionary<string, ValueList<double>> vectors,
        IReadOnlyDictionary<string, string> metadata)
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json, Readable))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(SafetensorsHeader.MetadataKey);
            foreach ((string key, string text) in metadata)
                writer.WriteString(key, text);
            writer.WriteEndObject();
            long end = 0;
            foreach ((string name, ValueList<double> vector) in vectors)
                end = Describe(writer, name, SafetensorsDtype.Double, [vector.Count], end);
            foreach (TorchTensor tensor in tensors)
                end = Describe(writer, tensor.Name, SafetensorsDtype.Single, tensor.Dimensions, end);
            writer.WriteEndObject();
        }
        while ((sizeof(ulong) + json.Length) % Alignment != 0)
            json.WriteByte((byte)' ');
        return json.ToArray();
    }

    // Returns where the tensor's bytes end.
    private static long Describe(Utf8JsonWriter writer, string name, string dtype, ValueList<int> dimensions, long begin)
    {
        long[] shape = [.. dimensions.Select(dimension => (long)dimension)];
        long end = begin + SafetensorsDtype.SizeOf(dtype)!.Value * shape.Aggregate(1L, (size, dimension) => size * dimension);
        writer.WriteStartObject(name);
        writer.WriteString(SafetensorsHeader.DtypeKey, dtype);
        WriteNumbers(writer, SafetensorsHeader.ShapeKey, shape);
        WriteNumbers(writer, SafetensorsHeader.OffsetsKey, begin, end);
        writer.WriteEndObject();
        return end;
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, params ReadOnlySpan<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
