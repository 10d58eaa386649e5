using RnnTrainer.Pages;
using RnnTrainer.TaskReports;

namespace RnnTrainer.NetworkReports;

/// <summary>The content of a report on a network.</summary>
internal sealed record NetworkContent
{
    /// <summary>How the file begins, by which a report is known as one of its program.</summary>
    public string Start { get; init; } = "<!DOCTYPE html><!-- report by RnnTrainer -->";

    /// <summary>Who makes the report.</summary>
    public string Maker { get; init; } = "RnnTrainer";

    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>What it is about, in a sentence below the heading, without the full stop.</summary>
    public required string Summary { get; init; }

    /// <summary>The network.</summary>
    public required RnnModel Network { get; init; }

    /// <summary>What its rows of inputs are, in a sentence; empty where nothing is to be said.</summary>
    public string InputRemark { get; init; } = "";

    /// <summary>Its epochs.</summary>
    public required IReadOnlyList<RnnEpoch> History { get; init; }

    /// <summary>The number of the best epoch; null where it is not known.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>What there is to tell of its task.</summary>
    public required TaskResult Task { get; init; }

    /// <summary>Figures in addition to those of the task and the network: names, values, and a note on each.</summary>
    public required IReadOnlyList<(string Name, string Value, string Note)> Figures { get; init; }

    /// <summary>Sections after those of the task: whatever else is known of the network. Empty ones are left out.</summary>
    public IReadOnlyList<Html> Further { get; init; } = [];

    /// <summary>How it was trained, as a section.</summary>
    public required Html Settings { get; init; }

    /// <summary>When the report is made.</summary>
    public DateTimeOffset Made { get; init; } = DateTimeOffset.Now;
}
