namespace RnnTrainer.Samples;

/// <summary>A series as a file has it, with a place for each step: none is left out.</summary>
/// <param name="Name">Its name in the file; empty where the file has one series only.</param>
/// <param name="Values">Oldest first; NaN where one is missing. The first and the last one are known.</param>
/// <param name="Start">The place of the first value, as the file's <see cref="SeriesFile.Scale"/> counts them.</param>
internal sealed record ReadSeries(string Name, IReadOnlyList<float> Values, long Start);
