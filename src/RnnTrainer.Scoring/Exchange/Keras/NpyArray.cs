namespace RnnTrainer.Exchange.Keras;

/// <summary>An array of NumPy with one or two dimensions.</summary>
/// <param name="name">Its name in the file.</param>
/// <param name="shape">Its dimensions.</param>
/// <param name="values">Row by row.</param>
internal sealed class NpyArray(string name, int[] shape, float[] values)
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>Values in it.</summary>
    public int Count => values.Length;

    public bool IsMatrix => shape.Length == 2;

    public int Rows => shape[0];

    public int Columns => shape[^1];

    /// <summary>Name and shape, for errors.</summary>
    public override string ToString() => $"{name} [{string.Join(", ", shape)}]";

    /// <summary>Reads an array to the stream's end.</summary>
    /// <param name="stream">The array.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="maxCount">Values that it may have.</param>
    /// <exception cref="InvalidDataException">
    /// It is not a plain array, is too large, cut short, goes on behind its values, or has one that is not finite.
    /// </exception>
    public static NpyArray Read(Stream stream, string name, long maxCount)
    {
        NpyHeader header = NpyHeader.Read(stream, name);
        if (header.Count > maxCount)
            throw new InvalidDataException($"'{name}' is [{string.Join(", ", header.Shape)}]; a network may have {maxCount} more numbers.");
        float[] values = ReadValues(stream, name, header);
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"'{name}' continues after its {values.Length} values. Write the file again.");
        return new(name, header.Shape, header.IsColumnMajor && header.Shape.Length == 2 ? RowMajor(values, header.Shape) : values);
    }

    /// <summary>The values as a matrix; an array of one dimension is one row.</summary>
    public float[,] ToMatrix()
    {
        float[,] matrix = new float[IsMatrix ? Rows : 1, Columns];
        for (int row = 0, next = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < Columns; column++)
                matrix[row, column] = values[next++];
        }
        return matrix;
    }

    /// <summary>The values one after the other.</summary>
    public float[] ToVector() => values;

    // Grows with what really comes, as a header may claim anything.
    private static float[] ReadValues(Stream stream, string name, NpyHeader header)
    {
        int size = NpyDtype.SizeOf(header.Dtype)!.Value;
        byte[] chunk = new byte[(int)Math.Min(ChunkBytes, header.Count * size)];
        List<float> values = [];
        while (values.Count < header.Count)
        {
            Span<byte> bytes = chunk.AsSpan(0, (int)Math.Min(chunk.Length, (header.Count - values.Count) * size));
            NpyHeader.Fill(stream, bytes, name);
            for (int at = 0; at < bytes.Length; at += size)
            {
                float value = NpyDtype.Read(header.Dtype, bytes[at..]);
                values.Add(float.IsFinite(value) ? value : throw new InvalidDataException(
                    $"'{name}' holds {value} at index {values.Count}; weights must be finite."));
            }
        }
        return [.. values];
    }

    private static float[] RowMajor(float[] values, int[] shape)
    {
        float[] turned = new float[values.Length];
        for (int row = 0, next = 0; row < shape[0]; row++)
        {
            for (int column = 0; column < shape[1]; column++)
                turned[next++] = values[column * shape[0] + row];
        }
        return turned;
    }
}
