using RnnTrainer.Data;

namespace RnnTrainer.Tests.Windows;

/// <summary>Windows read for training, once as such and once row by row, as if nobody knew what they are.</summary>
internal static class StoredWindows
{
    public static StoredSequences Read(IDataView view) => Read(view, TrainingColumns.Bind(view.Schema, new()));

    /// <summary>Checks that a store has the same rows, bit for bit, as one that knows nothing of windows.</summary>
    public static StoredSequences Check(IDataView view) => Check(view, TrainingColumns.Bind(view.Schema, new()));

    /// <inheritdoc cref="Check(IDataView)"/>
    public static StoredSequences Check(IDataView view, TrainingColumns columns)
    {
        StoredSequences windows = Read(view, columns), plain = Read(view, columns with { Windows = null });
        Assert.IsInstanceOfType<WindowStore>(windows);
        Assert.IsInstanceOfType<SequenceStore>(plain);
        Assert.AreEqual((plain.Count, plain.InputSize, plain.MaxTimeSteps), (windows.Count, windows.InputSize, windows.MaxTimeSteps));
        for (int row = 0; row < plain.Count; row++)
            Assert.AreEqual(Bits(plain, row), Bits(windows, row), $"row {row}");
        return windows;
    }

    /// <summary>A text of the values' bits, with one place more than needed, which must stay as it is.</summary>
    private static string Bits(SequenceSource source, int row)
    {
        float[] values = [.. new float[source.Length(row)], 123];
        source.CopyTo(row, values);
        return Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
    }

    public static StoredSequences Read(IDataView view, TrainingColumns columns) =>
        SequenceReader.Read(view, columns, new NumberTargets(1), SequenceReader.Training, () => { }, new SequenceSurvey(columns.Sequence));
}
