using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>Reads the sequence of the row that a cursor stands on. Allocates nothing once it has seen the longest row.</summary>
internal sealed class SequenceGetter
{
    private readonly DataViewRow row;
    private readonly SequenceColumns columns;
    private readonly ValueGetter<VBuffer<float>>? getNumbers;
    private readonly RowReader<float>? readTokens;
    private readonly Func<double>? getLength;
    private VBuffer<float> values;
    private float[] dense = [];

    /// <param name="row">A row of the schema that the columns are bound to, with these columns active.</param>
    /// <param name="columns">Where the sequence is.</param>
    public SequenceGetter(DataViewRow row, SequenceColumns columns)
    {
        this.row = row;
        this.columns = columns;
        DataViewSchema.Column features = row.Schema[columns.Features.Index];
        if (columns.Embedding is null)
            getNumbers = row.GetGetter<VBuffer<float>>(features);
        else
            readTokens = TokenColumn.Reader(row, features);
        getLength = columns.Length is { } length ? LengthColumn.Getter(row, row.Schema[length.Index]) : null;
    }

    /// <summary>The row's valid values, [time steps x input size], none where it is empty; good until the next call.</summary>
    /// <exception cref="RnnRowException">The row ends within a step, or has a length that its vector has no room for.</exception>
    public ReadOnlySpan<float> Read()
    {
        if (getNumbers is null)
            return ReadTokens(columns.Embedding!);
        getNumbers(ref values);
        int count = ValidCount(values.Length);
        if (values.IsDense)
            return values.GetValues()[..count];
        if (dense.Length < values.Length)
            dense = new float[(int)Math.Clamp(2L * dense.Length, values.Length, Array.MaxLength)];
        values.CopyTo(dense);
        return dense.AsSpan(0, count);
    }

    private ReadOnlySpan<float> ReadTokens(EmbeddingSpec embedding)
    {
        ReadOnlySpan<float> tokens = readTokens!();
        tokens = tokens[..ValidCount(tokens.Length)];
        for (int i = 0; i < tokens.Length; i++)
        {
            if (!embedding.Has(tokens[i]))
            {
                throw Error(FormattableString.Invariant($"holds {tokens[i]} at index {i}; the network knows the ")
                    + $"{(embedding.AreKeys ? "keys" : "tokens")} 0 to {embedding.LargestToken}. Prepare the row like the training rows.");
            }
        }
        return tokens;
    }

    private int ValidCount(int count)
    {
        int inputs = columns.InputSize;
        if ((columns.MaxTimeSteps ?? columns.PromisedTimeSteps) is { } steps)
        {
            if (count != 0 && count != (long)steps * inputs)
            {
                throw Error($"holds {count} values, but its type has {(long)steps * inputs}. "
                    + $"Give the row {steps} time steps of {inputs} inputs.");
            }
            return getLength is null || count == 0 ? count : ValidSteps(steps) * inputs;
        }
        return count % inputs == 0 ? count
            : throw Error($"holds {count} values, but the network takes {inputs} inputs per step. Complete or cut the last step.");
    }

    private int ValidSteps(int room)
    {
        double length = getLength!();
        if (length >= 0 && length <= room && length == Math.Floor(length))
            return (int)length;
        string column = columns.Length!.Value.Name;
        throw new RnnRowException(row.Position + 1, column, FormattableString.Invariant(
            $"length column '{column}' holds {length}; wanted: a whole number up to {room}, the time steps of '{columns.Features.Name}'."));
    }

    private RnnRowException Error(string problem) =>
        new(row.Position + 1, columns.Features.Name, $"column '{columns.Features.Name}' {problem}");
}
