using RnnTrainer.Data;

namespace RnnTrainer.Searching;

/// <summary>Options that a search tries.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Options">The options of a whole run.</param>
/// <param name="Choices">What was chosen, by the name of the option.</param>
internal sealed record Candidate(int Number, RnnOptions Options, IReadOnlyDictionary<string, string> Choices)
{
    private const uint ChoiceStream = 1;

    private const int DrawsForOne = 100, MostCombinations = 100_000;

    /// <summary>Options that were given.</summary>
    public static Candidate[] Given(IReadOnlyList<RnnOptions> options) =>
        [.. options.Select((one, number) => new Candidate(number, one, new OrderedDictionary<string, string>()))];

    /// <summary>
    /// Candidates that differ from one another, drawn from a space. Fewer than asked for where the space seems to have no more.
    /// </summary>
    public static Candidate[] Draw(IReadOnlyList<RnnChoice> space, RnnOptions options, int count, int seed)
    {
        List<Candidate> drawn = [];
        HashSet<string> seen = [];
        for (long draw = 0; drawn.Count < count && draw < (long)count * DrawsForOne; draw++)
        {
            // Each draw and each choice has random numbers of its own: another choice in the space leaves the others as they are.
            Candidate candidate = Of(drawn.Count, options, space.Select((choice, place) =>
                (choice.Name, choice.Draw(new RandomStream(seed, ChoiceStream, draw, place)))));
            if (seen.Add(string.Join('\n', candidate.Choices.Values)))
                drawn.Add(candidate);
        }
        return [.. drawn];
    }

    /// <summary>Every combination of a space's values, the last choice changing first.</summary>
    /// <exception cref="ArgumentException">A choice is a range, or there are too many combinations.</exception>
    public static Candidate[] Combine(IReadOnlyList<RnnChoice> space, RnnOptions options)
    {
        if (space.FirstOrDefault(choice => choice.Values is null) is { } range)
        {
            throw new ArgumentException($"'{range.Name}' is a range, so combinations cannot be listed. "
                + $"Set {nameof(RnnSearch.Draws)}, or list values with {nameof(RnnChoice)}.{nameof(RnnChoice.Of)}.");
        }
        double count = space.Aggregate(1.0, (product, choice) => product * choice.Values!.Count);
        if (count > MostCombinations)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The space has {count} combinations, more than {MostCombinations}. Set {nameof(RnnSearch.Draws)} to try some of them."));
        }
        IEnumerable<int[]> all = [[]];
        foreach (RnnChoice choice in space)
            all = all.SelectMany(before => Enumerable.Range(0, choice.Values!.Count).Select(value => (int[])[.. before, value]));
        return [.. all.Select((values, number) =>
            Of(number, options, space.Select((choice, place) => (choice.Name, choice.Values![values[place]]))))];
    }

    /// <summary>The options of a run.</summary>
    /// <param name="share">The share of a whole run to train for.</param>
    /// <param name="seed">Its seed.</param>
    public RnnOptions ForRun(double share, int seed)
    {
        RnnOptions run = Options with { Seed = seed };
        return share >= 1 ? run
            : run.Steps is { } steps ? run with { Steps = Part(steps) }
            : run with
            {
                Epochs = Part(run.Epochs ?? RnnOptions.DefaultEpochs),
                MinSteps = run.MinSteps is { } fewest ? Part(fewest) : null,
            };

        int Part(int whole) => Math.Max(1, (int)Math.Round(whole * share));
    }

    private static Candidate Of(int number, RnnOptions options,
        IEnumerable<(string Name, (string Text, Func<RnnOptions, RnnOptions> Change) Value)> chosen)
    {
        OrderedDictionary<string, string> texts = [];
        foreach ((string name, (string text, Func<RnnOptions, RnnOptions> change)) in chosen)
        {
            options = change(options);
            texts.Add(name, text);
        }
        return new(number, options, texts);
    }
}
