using System.Globalization;

namespace RnnTrainer.Benchmarks;

/// <summary>One way to do a piece of work, to be measured beside others that do the same.</summary>
/// <param name="Name">The way; peers of one name differ in <paramref name="TorchThreads"/> only, and the fastest counts.</param>
/// <param name="TorchThreads">Threads that libtorch may use meanwhile (a setting of the whole process); <see langword="null"/> where it has no part in the work.</param>
/// <param name="Run">Does the work once. Everything in it is timed.</param>
internal sealed record Peer(string Name, int? TorchThreads, Action Run)
{
    /// <summary>The thread count as tables show it.</summary>
    public string ThreadsShown => TorchThreads?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
