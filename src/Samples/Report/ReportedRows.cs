using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>The rows that a report tells of.</summary>
/// <param name="DataName">Where they are from.</param>
/// <param name="RowName">What one is called: "image".</param>
/// <param name="Scored">The rows with labels and scores.</param>
/// <param name="Count">How many there are, where that is known.</param>
/// <param name="NameRow">The name of each, counted from 0.</param>
/// <param name="InputRemark">What is worth knowing of the inputs; empty where nothing is.</param>
internal sealed record ReportedRows(
    string DataName, string RowName, IDataView Scored, long? Count, Func<long, string> NameRow, string InputRemark);
