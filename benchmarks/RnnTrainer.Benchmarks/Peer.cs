namespace RnnTrainer.Benchmarks;

/// <summary>One way to do a piece of work, to be measured beside others that do the same.</summary>
/// <param name="Name">The way; of peers of one name the fastest counts.</param>
/// <param name="Setting">In what they differ: threads, batch size.</param>
/// <param name="Units">Steps, rows or operations in one run: times are shown for each.</param>
/// <param name="Run">
/// Does the work once. All of it is timed; where only a part of it should count, the length of that part is returned.
/// </param>
internal sealed record Peer(string Name, string Setting, double Units, Func<TimeSpan?> Run)
{
    /// <summary>A peer all of whose work counts.</summary>
    public Peer(string name, string setting, double units, Action work) : this(name, setting, units, () =>
    {
        work();
        return null;
    })
    {
    }

    /// <summary>Threads that libtorch may use meanwhile, a setting of the whole process; <see langword="null"/> where it has no part in the
    /// work.</summary>
    public int? TorchThreads { get; init; }
}
