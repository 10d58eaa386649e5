using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>
/// What a network that forecasts reads and gives, beside what any network is described by. A row of a series has one value of each
/// target, of each input known up to now, and of each known ahead, in this order.
/// </summary>
/// <param name="Horizon">Steps ahead, at least 1.</param>
/// <param name="Season">Steps of a season; 1: there is none.</param>
/// <param name="Window">Rows that are read, up to the one that the forecast is made after; at least one season.</param>
/// <param name="BlockSteps">Rows that the network reads as one step.</param>
internal sealed record ForecastSpec(int Horizon, int Season, int Window, int BlockSteps)
{
    /// <summary>The levels of the quantiles, ascending.</summary>
    public required ValueList<float> Levels { get; init; }

    /// <summary>How each target is read.</summary>
    public required ValueList<TargetScale> Targets { get; init; }

    /// <summary>How each input is read that is known up to now only.</summary>
    public ValueList<InputScale> PastInputs { get; init; } = [];

    /// <summary>How each input is read that is known as far ahead as the horizon.</summary>
    public ValueList<InputScale> KnownInputs { get; init; } = [];

    /// <summary>The tables that categories of static inputs are read through, in the order of their columns.</summary>
    public ValueList<CategorySpec> Categories { get; init; } = [];

    /// <summary>What is made of missing values within a series.</summary>
    public RnnMissingValues MissingValues { get; init; } = RnnMissingValues.Error;

    /// <summary>Values of a row.</summary>
    public int RowSize => Targets.Count + PastInputs.Count + KnownInputs.Count;

    /// <summary>Steps of the network's sequence up to now: whole blocks, so that the last one ends with the last row.</summary>
    public int PastSteps => checked((Window + BlockSteps - 1) / BlockSteps * BlockSteps);

    /// <summary>Rows after the one that the forecast is made after of which the known inputs are read.</summary>
    public int RowsAhead => KnownInputs.Count > 0 ? Horizon : 0;

    /// <summary>Steps of the network's sequence: those up to now, and where inputs are known ahead those of the horizon.</summary>
    public int TimeSteps => checked(PastSteps + RowsAhead);

    /// <summary>Numbers that are forecast: target k at h steps after the first is number k x <see cref="Horizon"/> + h.</summary>
    public int Numbers => checked(Targets.Count * Horizon);

    /// <summary>Quantiles of all numbers.</summary>
    public int Quantiles => checked(Numbers * Levels.Count);

    /// <summary>What the network reads.</summary>
    public InputSpec Input => new(TimeSteps, RowSize) { BlockSteps = BlockSteps, Categories = Categories };

    /// <summary>What the network gives: quantile q of number n is output n x levels + q.</summary>
    public HeadSpec Head => HeadSpec.Quantiles(Numbers, Levels);

    /// <summary>Index of the level that is the forecast: the one nearest to the median.</summary>
    public int MiddleLevel => Enumerable.Range(0, Levels.Count).MinBy(i => Math.Abs(Levels[i] - 0.5f));

    /// <summary>Whether the sizes are possible, fit arrays, and the scales are possible.</summary>
    public bool IsValid => Horizon >= 1 && Season >= 1 && Window >= Season && BlockSteps >= 1
        && QuantileLevels.Are(Levels) && Targets.Count >= 1 && Enum.IsDefined(MissingValues)
        && Targets.All(target => target.IsValid) && PastInputs.Concat(KnownInputs).All(input => input.IsValid)
        && (Int128)Targets.Count * Horizon * Levels.Count <= Array.MaxLength
        && ((Int128)Window + BlockSteps + Horizon) * RowSize <= Array.MaxLength;

    /// <summary>Whether a network reads and gives this.</summary>
    public bool Fits(NetworkSpec network) => network.Input == Input && network.Head == Head && !network.HasStepOutputs;
}
