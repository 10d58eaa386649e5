namespace RnnTrainer.Benchmarks;

/// <summary>A training job that two ranks share.</summary>
/// <param name="Network">The network.</param>
/// <param name="BatchSize">Digits in a batch.</param>
/// <param name="Steps">Steps of a run: about a third of a second for one process.</param>
/// <param name="Target">How many times as fast as one process two should be; null: one process runs alone.</param>
internal sealed record RanksShape(NetworkForm Network, int BatchSize, int Steps, double? Target)
{
    /// <summary>Rows of a batch for each rank where the table goes beyond what was measured.</summary>
    public const int RowsOfRank = 128;

    /// <summary>Those of the targets, and those whose steps of one process the table of many ranks begins with.</summary>
    public static IReadOnlyList<RanksShape> All { get; } =
    [
        new(new(RnnCell.Rnn, 128), RowsOfRank, 200, 1.85),
        new(new(RnnCell.Lstm, 128), 50, 110, 1.75),
        new(new(RnnCell.Rnn, 50), 50, 1500, 1.6),
        new(new(RnnCell.Rnn, 50), RowsOfRank, 700, null),
        new(new(RnnCell.Lstm, 128), RowsOfRank, 45, null),
    ];

    /// <summary>As tables show it.</summary>
    public string Name => $"{Network.CellName} {Network.HiddenSize} / {BatchSize}";

    /// <summary>Parameters of the network, and so numbers of a gradient.</summary>
    public int Parameters
    {
        get
        {
            int gates = (int)(Network.FlopsPerTimeStep / (3 * 2 * (Digits.InputSize + Network.HiddenSize) * Network.HiddenSize));
            return gates * Network.HiddenSize * (Digits.InputSize + Network.HiddenSize + 2) + Digits.ClassCount * (Network.HiddenSize + 1);
        }
    }
}
