namespace RnnTrainer.Samples;

/// <summary>What a row of a file says.</summary>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Series">The series' name; empty where there is one.</param>
/// <param name="Time">The time as it stands there; empty where there is none.</param>
/// <param name="Value">The value; NaN where it is missing.</param>
internal sealed record SeriesRow(int Line, string Series, string Time, float Value);
