using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>Reads the inputs of the time step that a cursor stands on. Allocates nothing once it has read a row.</summary>
/// <param name="row">The row.</param>
/// <param name="columns">Name, number of inputs and reader of each column.</param>
internal sealed class StepReader(DataViewRow row, (string Name, int Size, RowReader<float> Read)[] columns)
{
    /// <summary>Copies the inputs of the row.</summary>
    /// <param name="step">[<see cref="StepInputs.Size"/>].</param>
    /// <exception cref="RnnRowException">A vector is not of the size that its type promises.</exception>
    public void Read(Span<float> step)
    {
        foreach ((string name, int size, RowReader<float> read) in columns)
        {
            ReadOnlySpan<float> values = read();
            if (values.Length != size)
            {
                throw new RnnRowException(row.Position + 1, name,
                    $"column '{name}' holds {values.Length} values where its type promises {size}. Give each row {size}.");
            }
            values.CopyTo(step);
            step = step[size..];
        }
    }
}
