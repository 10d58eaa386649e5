using System.Globalization;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>A turbofan engine from its first cycle on, as C-MAPSS simulates it, with the cycles that remain until it fails.</summary>
internal sealed class EngineRun
{
    /// <summary>Three settings and 21 sensors.</summary>
    public const int Channels = 24;

    /// <summary>Remaining cycles above which an engine counts as healthy: nothing can be seen of its end yet.</summary>
    public const float Cap = 125;

    // Before the channels: the engine's number and the cycle's.
    private const int Leading = 2;

    /// <summary>[cycles, <see cref="Channels"/>].</summary>
    public float[] Features { get; set; } = [];

    /// <summary>Remaining cycles at each cycle, at most <see cref="Cap"/>.</summary>
    public float[] Label { get; set; } = [];

    [NoColumn]
    public int Cycles => Features.Length / Channels;

    /// <summary>Remaining cycles after the last one that is here: 0 for an engine that ran to its failure.</summary>
    [NoColumn]
    public int Remaining { get; private init; }

    /// <summary>Reads the engines of a file, in its order.</summary>
    /// <param name="path">A line for each cycle: engine, cycle, then the channels.</param>
    /// <param name="remainingPath">A line for each engine: its remaining cycles; <see langword="null"/>: none remain.</param>
    public static IReadOnlyList<EngineRun> Read(string path, string? remainingPath = null)
    {
        IEnumerable<IGrouping<float, float[]>> engines = File.ReadLines(path).Select(Numbers).Where(line => line.Length > 0)
            .GroupBy(line => line[0]);
        int[]? remaining = remainingPath is null ? null
            : [.. File.ReadLines(remainingPath).SelectMany(Numbers).Select(number => (int)number)];
        return [.. engines.Select((cycles, i) => Of([.. cycles.SelectMany(cycle => cycle[Leading..])], remaining?[i] ?? 0))];
    }

    private static EngineRun Of(float[] features, int remaining)
    {
        int cycles = features.Length / Channels;
        float[] label = [.. Enumerable.Range(0, cycles).Select(cycle => Math.Min(Cap, cycles - 1 - cycle + remaining))];
        return new() { Features = features, Label = label, Remaining = remaining };
    }

    private static float[] Numbers(string line) => [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
}
