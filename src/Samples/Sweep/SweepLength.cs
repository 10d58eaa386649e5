namespace RnnTrainer.Samples;

/// <summary>How much there is to do in a sweep.</summary>
/// <param name="Runs">Networks to train, if none fails.</param>
/// <param name="Work">Rows seen, times units: about what a small network takes. Estimated where candidates are drawn.</param>
internal sealed record SweepLength(int Runs, double Work)
{
    /// <summary>Of a whole sweep.</summary>
    /// <param name="space">What is tried.</param>
    /// <param name="draws">Candidates that are drawn; null: all.</param>
    /// <param name="halving">How long candidates are trained; null: to the end.</param>
    /// <param name="rows">Images trained on.</param>
    public static SweepLength Of(SweepSpace space, int? draws, RnnHalving? halving, long rows)
    {
        int tried = (int)Math.Min(draws ?? double.PositiveInfinity, space.Count), runs = 0;
        double each = space.Spread().Average(options => Of(options, rows)), work = 0;
        int rounds = halving?.Rounds ?? 1, factor = halving?.Factor ?? 1;
        double share = Math.Pow(factor, 1 - rounds);
        for (int round = 0; round < rounds; round++)
        {
            runs += tried;
            work += tried * share * each;
            tried = (tried + factor - 1) / factor;
            share *= factor;
        }
        return new(runs, work);
    }

    /// <summary>The work of a run.</summary>
    public static double Of(RnnOptions options, long rows)
    {
        double seen = options.Steps is { } steps ? (double)steps * options.BatchSize
            : Math.Max((double)rows * (options.Epochs ?? 1), (double)(options.MinSteps ?? 0) * Math.Min(options.BatchSize, rows));
        return seen * ChosenNetwork.LayerSizes(options).Sum() * (options.Bidirectional ? 2 : 1);
    }
}
