using System.Diagnostics;

namespace RnnTrainer.Tests.Ranks;

/// <summary>Trains a step on many wide rows, and says how much memory the process had at most.</summary>
internal static class Memory
{
    /// <summary>Megabytes of the rows' features.</summary>
    public const int Megabytes = 400;

    private const int Length = 1 << 11, Rows = (Megabytes << 20) / (Length * sizeof(float));

    /// <param name="shards">Shards that the rows are dealt out to; null: every rank keeps all rows.</param>
    public static void Run(int? shards)
    {
        MLContext ml = new();
        Row row = new(); // one object for all rows, so that the source takes no memory
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(number =>
        {
            for (int i = 0; i < Length; i++)
                row.Features[i] = i * 0.37f + number;
            row.Label = number % 7;
            return row;
        }));
        RnnOptions options = new()
        {
            TimeSteps = 8,
            HiddenSize = 4,
            BatchSize = 32,
            Epochs = null,
            Steps = 2,
            Threads = 1,
            Seed = 1,
            Normalization = RnnNormalization.None,
            Distributed = new RnnMpi { Timeout = TimeSpan.FromMinutes(2), Shards = shards },
        };
        new RnnRegressionEstimator(ml, options).Fit(data);
        Console.WriteLine($"rank {RnnMpi.Rank}: {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
    }

    private sealed class Row
    {
        [VectorType(Length)]
        public float[] Features { get; set; } = new float[Length];

        public float Label { get; set; }
    }
}
