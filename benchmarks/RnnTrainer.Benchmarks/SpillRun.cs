using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>What one <c>Fit</c> on generated rows took.</summary>
/// <param name="Seconds">Wall time of all of it.</param>
/// <param name="RowsPerSecond">Rows that were trained on in a second, reading left out.</param>
/// <param name="Resident">The process's largest resident memory, in bytes.</param>
internal sealed record SpillRun(double Seconds, double RowsPerSecond, long Resident)
{
    /// <summary>Bytes of a row's features: 28 x 28 numbers that are not bytes.</summary>
    public const int RowBytes = sizeof(float) * Side * Side;

    private const int Side = 28, Classes = 10, Patterns = 1000, BatchSize = 100;
    private const string Peak = "VmHWM:";

    /// <summary>The networks that are trained, by their names.</summary>
    public static IReadOnlyDictionary<string, RnnOptions> Networks { get; } = new Dictionary<string, RnnOptions>
    {
        ["SimpleRNN 50"] = new() { Pooling = RnnPooling.Last, HiddenSize = 50 },
        ["LSTM 128"] = new() { Pooling = RnnPooling.Last, HiddenSize = 128, Cell = RnnCell.Lstm },
    };

    /// <summary>Fits in this process, for one epoch or so many rows of it.</summary>
    public static SpillRun Measure(string network, long rows, long trainedRows, RnnSpill? spill)
    {
        double rowsPerSecond = 0;
        RnnOptions options = Networks[network] with
        {
            BatchSize = BatchSize,
            Steps = (int)(trainedRows / BatchSize),
            Seed = 1,
            Spill = spill,
            Progress = report => rowsPerSecond = report.RowsPerSecond,
        };
        MLContext ml = new(1);
        new RnnEstimator(ml, options with { Steps = 20, Spill = null }).Fit(View(ml, Patterns)); // compiles
        long start = Stopwatch.GetTimestamp();
        new RnnEstimator(ml, options).Fit(View(ml, rows));
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, rowsPerSecond, ResidentPeak());
    }

    /// <summary>Fits in a process of its own.</summary>
    /// <param name="network">Which network.</param>
    /// <param name="rows">Rows that there are.</param>
    /// <param name="trainedRows">Rows to train on.</param>
    /// <param name="spill">Where rows are kept; null: in memory.</param>
    /// <param name="limit">What the process may use; null: all.</param>
    public static SpillRun InChild(string network, long rows, long trainedRows, RnnSpill? spill, MemoryLimit? limit)
    {
        string[] arguments =
        [
            SpillRunCommand.Name, network, rows.ToString(CultureInfo.InvariantCulture), trainedRows.ToString(CultureInfo.InvariantCulture),
            .. spill is null ? (string[])[] : [spill.PoolMegabytes.ToString(CultureInfo.InvariantCulture), spill.Folder!],
        ];
        return JsonSerializer.Deserialize<SpillRun>(limit is null ? ChildProcess.Run(ChildProcess.Self, arguments)
            : ChildProcess.RunWithin(limit, ChildProcess.Self, arguments))!;
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    // The same patterns again and again: what they hold does not matter, and they cost nothing to make.
    private static IDataView View(MLContext ml, long rows)
    {
        Random random = new(1);
        SequenceRow[] patterns =
        [
            .. Enumerable.Range(0, Patterns).Select(row => new SequenceRow
            {
                Features = [.. Enumerable.Range(0, Side * Side).Select(_ => random.NextSingle())],
                Label = (uint)random.Next(Classes),
            }),
        ];
        return SequenceRow.View(ml, Enumerable.Range(0, (int)rows).Select(row => patterns[row % Patterns]), Classes, Side, Side);
    }

    private static long ResidentPeak()
    {
        if (!OperatingSystem.IsLinux())
        {
            using Process process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(Peak, StringComparison.Ordinal));
        return 1024 * long.Parse(line[Peak.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
