namespace RnnTrainer.Samples;

/// <summary>What a sweep tries: some values of each of some settings.</summary>
internal sealed class SweepSpace
{
    private const int MostEnumerated = 100_000;

    private readonly (TrainingSetting Setting, string[] Values)[] axes;
    private readonly long? rowsSeen;

    /// <param name="start">What all networks have in common.</param>
    /// <param name="given">The settings in the order in which they are applied, with their values.</param>
    /// <param name="rowsSeen">
    /// Rows that each network sees whatever its batch size; null where the settings say how long it is trained.
    /// </param>
    public SweepSpace(RnnOptions start, IEnumerable<(TrainingSetting Setting, string[] Values)> given, long? rowsSeen)
    {
        Start = start;
        this.rowsSeen = rowsSeen;
        axes =
        [
            .. given.Select(axis => (axis.Setting,
                (string[])[.. axis.Values.Select(value => axis.Setting.Show(axis.Setting.Apply(start, value))).Distinct()])),
        ];
    }

    /// <summary>What all networks have in common.</summary>
    public RnnOptions Start { get; }

    /// <summary>The names of the settings that have more than one value.</summary>
    public IReadOnlyList<string> Varying => [.. axes.Where(axis => axis.Values.Length > 1).Select(axis => axis.Setting.Name)];

    /// <summary>How many combinations there are.</summary>
    public double Count => axes.Aggregate(1.0, (product, axis) => product * axis.Values.Length);

    /// <summary>The settings, for a search.</summary>
    public IReadOnlyList<RnnChoice> Choices =>
    [
        .. axes.Select(axis => RnnChoice.OfChanges(axis.Setting.Name,
            [.. axis.Values.Select(value => (value, (Func<RnnOptions, RnnOptions>)(options => Change(options, axis.Setting, value))))])),
    ];

    /// <summary>Combinations, the last setting changing first: all of them, or of very many some that are spread over all.</summary>
    public IEnumerable<RnnOptions> Spread()
    {
        double apart = Math.Max(1, Count / MostEnumerated);
        for (double place = 0; place < Count; place += apart)
            yield return At(Math.Floor(place));
    }

    /// <summary>Checks every combination.</summary>
    /// <param name="isValidated">Whether there are validation rows, whatever the options say.</param>
    /// <exception cref="UsageException">Two values of one contradict each other, or there are too many.</exception>
    public void CheckAll(bool isValidated)
    {
        if (Count > MostEnumerated)
            throw new UsageException($"The values make {Count:N0} combinations, but at most {MostEnumerated:N0} are tried. Add --draws.");
        foreach (RnnOptions options in Spread())
            UsageException.Unless(options, isValidated);
    }

    /// <summary>The options of what was chosen, trained to the end.</summary>
    /// <param name="chosen">The value of each setting, by its name.</param>
    public RnnOptions Of(IReadOnlyDictionary<string, string> chosen) =>
        axes.Aggregate(Start, (options, axis) => Change(options, axis.Setting, chosen[axis.Setting.Name]));

    private RnnOptions At(double place)
    {
        Dictionary<string, string> chosen = [];
        foreach ((TrainingSetting setting, string[] values) in Enumerable.Reverse(axes))
        {
            chosen[setting.Name] = values[(int)(place % values.Length)];
            place = Math.Floor(place / values.Length);
        }
        return Of(chosen);
    }

    private RnnOptions Change(RnnOptions options, TrainingSetting setting, string value)
    {
        RnnOptions changed = setting.Apply(options, value);
        return rowsSeen is { } rows ? changed with { Steps = (int)Math.Ceiling((double)rows / changed.BatchSize) } : changed;
    }
}
