namespace RnnTrainer.Benchmarks;

/// <summary>How long each run of a peer took, in the order of the rounds.</summary>
/// <param name="peer">Who.</param>
/// <param name="seconds">What counts of each run.</param>
/// <param name="wholeSeconds">All of each run.</param>
internal sealed class Timing(Peer peer, IReadOnlyList<double> seconds, IReadOnlyList<double> wholeSeconds)
{
    public Peer Peer => peer;

    /// <summary>Seconds of a run that count.</summary>
    public Spread Seconds { get; } = Spread.Of(seconds);

    /// <summary>Seconds of a whole run.</summary>
    public Spread WholeSeconds { get; } = Spread.Of(wholeSeconds);

    /// <summary>Whole run divided by the part that counts.</summary>
    public Spread WholeByPart { get; } = Spread.Of(wholeSeconds.Zip(seconds, (whole, part) => whole / part));

    /// <summary>Seconds for each unit of work.</summary>
    public Spread PerUnit { get; } = Spread.Of(seconds.Select(time => time / peer.Units));

    /// <summary>Units of work in a second.</summary>
    public Spread Rate { get; } = Spread.Of(seconds.Select(time => peer.Units / time));

    /// <summary>The fastest peer of a name.</summary>
    public static Timing Best(IEnumerable<Timing> timings, string name) =>
        timings.Where(timing => timing.Peer.Name == name).MinBy(timing => timing.PerUnit.Median)!;

    /// <summary>
    /// How many times as fast as another: the ratio of the medians, with the smallest and the largest of the rounds' own ratios
    /// (in one round both saw the same state of the machine).
    /// </summary>
    public Spread TimesFasterThan(Timing other)
    {
        Spread byRound = Spread.Of(other.PerUnitByRound.Zip(PerUnitByRound, (theirs, mine) => theirs / mine));
        return byRound with { Median = other.PerUnit.Median / PerUnit.Median };
    }

    private IEnumerable<double> PerUnitByRound => seconds.Select(time => time / peer.Units);
}
