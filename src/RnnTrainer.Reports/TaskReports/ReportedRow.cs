using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.TaskReports;

/// <summary>The row of a view that is read at the moment; what it is called and holds is looked up for those that are shown only.</summary>
/// <param name="row">The cursor.</param>
/// <param name="names">Reads its name; null: it is called by its number.</param>
/// <param name="nameOf">What a row of this number, from 0, is called.</param>
/// <param name="sequence">Reads its sequence; null: the view does not have it.</param>
internal sealed class ReportedRow(DataViewRow row, GroupReader? names, Func<long, string> nameOf, SequenceGetter? sequence)
{
    /// <summary>Its number, from 0.</summary>
    public long Number => row.Position;

    /// <summary>What it is called.</summary>
    public string Name()
    {
        names?.Read();
        return names?.Text ?? nameOf(Number);
    }

    /// <summary>Its sequence, [time steps x inputs]; empty where the view does not have it.</summary>
    public float[] Sequence() => sequence is null ? [] : sequence.Read().ToArray();
}
