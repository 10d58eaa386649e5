using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Successive halving (Jamieson and Talwalkar 2016): all candidates are trained for a short time, the best of them for longer, and so on,
/// so that a search tries more candidates in the same time. An immutable value.
/// </summary>
/// <remarks>
/// Each round trains from scratch, because the learning rate schedule depends on the length of training. With the defaults, 27 candidates
/// are trained for a ninth of their epochs or steps, the best 9 for a third, and the best 3 in full.
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnSearch search = new()
/// {
///     Space = [RnnChoice.LogUniform(options => options.LearningRate, 0.0003f, 0.03f)],
///     Draws = 27,
///     Halving = new RnnHalving(),
/// };
/// </code>
/// </example>
public sealed record RnnHalving
{
    /// <summary>How many times fewer candidates each round has; each is trained this many times longer. 2 to 100; default 3.</summary>
    public int Factor { get; init => field = SettingCheck.Between(2, 100, value); } = 3;

    /// <summary>Number of rounds; the last one trains full runs. 2 to 10; default 3.</summary>
    public int Rounds { get; init => field = SettingCheck.Between(2, 10, value); } = 3;

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnHalving), PrintMembers);

    /// <summary>The share of a full run that a round trains, rounds from 0.</summary>
    internal double ShareOf(int round) => Math.Pow(Factor, round + 1 - Rounds);
}
