using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>The parts of a command line that belong to one kind of data each.</summary>
internal static class SourceSymbols
{
    /// <summary>Refuses what belongs to another kind than the one that is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="own">What goes with the data.</param>
    /// <param name="kind">What the data are, for the message: "images".</param>
    /// <param name="all">What goes with each kind.</param>
    /// <exception cref="UsageException">Something does.</exception>
    public static void CheckOthers(
        ParseResult parsed, IReadOnlyList<Symbol> own, string kind, IEnumerable<(IReadOnlyList<Symbol> Symbols, string Kind)> all)
    {
        foreach ((IReadOnlyList<Symbol> symbols, string other) in all)
        {
            if (symbols.Except(own).OfType<Option>().FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
                throw new UsageException($"{given.Name} applies to {other}, but the data are {kind}. Remove it.");
        }
    }
}
