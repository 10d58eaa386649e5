using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>Reads the sequence of the row that a cursor stands on. Allocates nothing once it has seen the longest row.</summary>
internal sealed class SequenceGetter
{
    private readonly DataViewRow row;
    private readonly SequenceColumns columns;
    private readonly ValueGetter<VBuffer<float>> getFeatures;
    private readonly Func<double>? getLength;
    private VBuffer<float> values;
    private float[] dense = [];

    /// <param name="row">A row of the schema that the columns are bound to, with these columns active.</param>
    /// <param name="columns">Where the sequence is.</param>
    public SequenceGetter(DataViewRow row, SequenceColumns columns)
    {
        this.row = row;
        this.columns = columns;
        getFeatures = row.GetGetter<VBuffer<float>>(row.Schema[columns.Features.Index]);
        getLength = columns.Length is { } length ? LengthColumn.Getter(row, row.Schema[length.Index]) : null;
    }

    /// <summary>The valid values of the row's sequence, [time steps x input size]; good until the next call.</summary>
    /// <exception cref="InvalidOperationException">
    /// The row has no step, or a part of one, or a length that its vector has no room for.
    /// </exception>
    public ReadOnlySpan<float> Read()
    {
        getFeatures(ref values);
        int count = ValidCount();
        if (values.IsDense)
            return values.GetValues()[..count];
        if (dense.Length < values.Length)
            dense = new float[(int)Math.Clamp(2L * dense.Length, values.Length, Array.MaxLength)];
        values.CopyTo(dense);
        return dense.AsSpan(0, count);
    }

    private int ValidCount()
    {
        int count = values.Length, inputs = columns.InputSize;
        if (columns.MaxTimeSteps is { } steps)
        {
            if (count != steps * inputs)
                throw Error($"column '{columns.Features.Name}' holds {count} values where its type promises {steps * inputs}.");
            return getLength is null ? count : ValidSteps(steps) * inputs;
        }
        if (count == 0)
        {
            throw Error($"column '{columns.Features.Name}' holds an empty sequence; wanted: at least one time step of {inputs} inputs. "
                + "Drop such rows (mlContext.Data.FilterByCustomPredicate), or give them a step of zeros.");
        }
        if (count % inputs != 0)
        {
            throw Error($"column '{columns.Features.Name}' holds {count} values; wanted: whole time steps of {inputs} inputs. "
                + "Complete or cut its last step, or set RnnOptions.InputSize to the inputs that a step has.");
        }
        return count;
    }

    private int ValidSteps(int room)
    {
        double length = getLength!();
        if (length >= 1 && length <= room && length == Math.Floor(length))
            return (int)length;
        throw Error(FormattableString.Invariant($"length column '{columns.Length!.Value.Name}' holds {length}; wanted: a whole number from 1 to {room}, ")
            + $"the time steps that column '{columns.Features.Name}' has room for. Correct the length, or drop such rows (mlContext.Data.FilterRowsByColumn).");
    }

    private InvalidOperationException Error(string message) => new($"Row {row.Position}: {message}");
}
