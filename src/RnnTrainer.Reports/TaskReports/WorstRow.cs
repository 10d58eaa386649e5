namespace RnnTrainer.TaskReports;

/// <summary>A row on which the network is far from right.</summary>
/// <param name="Name">What the row is called.</param>
/// <param name="Title">What it is, and what the network said of it: "3 → 5".</param>
/// <param name="Detail">How far that is off: "98.1%".</param>
/// <param name="Story">All of it in words.</param>
/// <param name="Sequence">The row's sequence, [time steps x inputs]; empty where it is not known.</param>
/// <param name="Watched">What of the outputs is drawn step by step; null where outputs come at each step anyway.</param>
internal sealed record WorstRow(string Name, string Title, string Detail, string Story, float[] Sequence, WatchedOutputs? Watched);
