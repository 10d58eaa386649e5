namespace RnnTrainer.Data;

/// <summary>Reads the inputs of the time step that a cursor stands on. Allocates nothing once it has read a row.</summary>
/// <param name="rowNumber">The number of the row in the data, from 1.</param>
/// <param name="columns">Name, number of inputs, whether its values may be too large for a Single, and reader of each column.</param>
internal sealed class StepReader(Func<long> rowNumber, (string Name, int Size, bool MayBeTooLarge, RowReader<float> Read)[] columns)
{
    /// <summary>Copies the inputs of the row.</summary>
    /// <param name="step">[<see cref="StepInputs.Size"/>].</param>
    /// <exception cref="RnnRowException">
    /// A vector is not of the size that its type promises, or a value is too large for a Single.
    /// </exception>
    public void Read(Span<float> step)
    {
        foreach ((string name, int size, bool mayBeTooLarge, RowReader<float> read) in columns)
        {
            ReadOnlySpan<float> values = read();
            if (values.Length != size)
            {
                throw new RnnRowException(rowNumber(), name,
                    $"column '{name}' holds {values.Length} values, but its type has {size}. Every row needs {size}.");
            }
            if (mayBeTooLarge && values.ContainsAny(float.PositiveInfinity, float.NegativeInfinity))
            {
                throw new RnnRowException(rowNumber(), name,
                    $"column '{name}' holds a number outside Single's range of ±3.4E+38. Scale the column, or filter out such rows.");
            }
            values.CopyTo(step);
            step = step[size..];
        }
    }
}
