namespace RnnTrainer.TaskReports;

/// <summary>What of a network's outputs is drawn while it reads a row, step by step.</summary>
/// <param name="What">What the lines show, at the axis: "probability".</param>
/// <param name="Lines">The name of each line, and its value, given all outputs after a step.</param>
/// <param name="Actual">The number that the lines should reach; null where they are probabilities.</param>
internal sealed record WatchedOutputs(
    string What, IReadOnlyList<(string Name, Func<float[], double> ValueOf)> Lines, double? Actual = null);
