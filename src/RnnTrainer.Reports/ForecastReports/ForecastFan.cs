namespace RnnTrainer.ForecastReports;

/// <summary>What is forecast of one series from one origin: each quantile level, for each step ahead.</summary>
/// <param name="Levels">The quantile levels, ascending: 0.1, ..., 0.9.</param>
/// <param name="Quantiles">[levels][steps ahead], in the unit of the values.</param>
internal sealed record ForecastFan(IReadOnlyList<float> Levels, IReadOnlyList<IReadOnlyList<float>> Quantiles)
{
    /// <summary>Steps ahead.</summary>
    public int Horizon => Quantiles[0].Count;

    /// <summary>The forecast: the level nearest to 0.5.</summary>
    public IReadOnlyList<float> Middle => Quantiles[Levels.Index().MinBy(level => Math.Abs(level.Item - 0.5f)).Index];

    /// <summary>The lowest level.</summary>
    public IReadOnlyList<float> Lower => Quantiles[0];

    /// <summary>The highest level.</summary>
    public IReadOnlyList<float> Upper => Quantiles[^1];

    /// <summary>The share of values that should lie between <see cref="Lower"/> and <see cref="Upper"/>.</summary>
    public double Share => Levels[^1] - Levels[0];

    /// <summary>The share in words: "80% band".</summary>
    public string BandName => FormattableString.Invariant($"{100 * Share:0.#}% band");

    /// <summary>Pairs of levels, the widest first: 0.1 and 0.9, 0.2 and 0.8, ...</summary>
    public IEnumerable<(IReadOnlyList<float> Lower, IReadOnlyList<float> Upper)> Bands =>
        Enumerable.Range(0, Levels.Count / 2).Select(level => (Quantiles[level], Quantiles[Levels.Count - 1 - level]));
}
