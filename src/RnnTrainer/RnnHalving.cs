using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Successive halving (Jamieson and Talwalkar 2016): all candidates are trained for a short time, the best of them for longer, and so on,
/// so that a search tries more candidates in the same time. An immutable value.
/// </summary>
/// <remarks>
/// Each round trains anew, as the learning rate's schedule goes with the length of training. With the defaults, 27 candidates are trained
/// for a ninth of their epochs or steps, the best 9 for a third, and the best 3 for all.
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
public sealed record RnnHalving
{
    /// <summary>How many times fewer candidates each round has, trained so many times longer. At least 2; default 3.</summary>
    public int Factor { get; init => field = SettingCheck.Between(2, 100, value); } = 3;

    /// <summary>Rounds; the last one trains whole runs. 2 to 10; default 3.</summary>
    public int Rounds { get; init => field = SettingCheck.Between(2, 10, value); } = 3;

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnHalving), PrintMembers);

    /// <summary>The share of a whole run that a round trains, rounds from 0.</summary>
    internal double ShareOf(int round) => Math.Pow(Factor, round + 1 - Rounds);
}
