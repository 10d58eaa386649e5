namespace RnnTrainer.Samples;

/// <summary>A row of a table.</summary>
/// <param name="Line">Its line in the file, counted from 1.</param>
/// <param name="Cells">The cells of the columns that were chosen, in their order.</param>
internal sealed record TableRow(int Line, IReadOnlyList<string> Cells);
