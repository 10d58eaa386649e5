using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>The numbers of threads that peers are run with: one, and as many as there are cores.</summary>
internal static class ThreadCounts
{
    public static int Most => Environment.ProcessorCount;

    public static IReadOnlyList<int> All { get; } = [.. new[] { 1, Most }.Distinct()];

    /// <summary>As tables show it.</summary>
    public static string Show(int threads) => threads == 1 ? "1 thread" : Invariant($"{threads} threads");

    /// <summary>With the rows of a call.</summary>
    public static string Show(int threads, int batchSize) => $"{Show(threads)}, batches of {batchSize}";
}
