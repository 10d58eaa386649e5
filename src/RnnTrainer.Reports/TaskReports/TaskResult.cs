using RnnTrainer.Pages;

namespace RnnTrainer.TaskReports;

/// <summary>What a report tells of a task's rows.</summary>
internal sealed record TaskResult
{
    /// <summary>How good the network is, in a few characters, for the page's title: "98.12% right".</summary>
    public required string Verdict { get; init; }

    /// <summary>The figures that are asked for first: names, values, and a note on each.</summary>
    public required IReadOnlyList<(string Name, string Value, string Note)> Figures { get; init; }

    /// <summary>What was measured, by name, as <see cref="RnnEpoch.Metrics"/> has it: "TestLoss".</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The sections, in their order.</summary>
    public required IReadOnlyList<Html> Sections { get; init; }

    /// <summary>The worst rows, the worst first.</summary>
    public required IReadOnlyList<WorstRow> Worst { get; init; }

    /// <summary>What was left out; empty where nothing was.</summary>
    public required string Remark { get; init; }

    /// <summary>How many labels were compared with predictions.</summary>
    public required long Count { get; init; }

    /// <summary>How many of them the network was wrong on; 0 where numbers are predicted, which are never quite right.</summary>
    public long Wrong { get; init; }
}
