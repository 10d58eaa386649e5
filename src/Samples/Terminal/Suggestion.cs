using System.CommandLine;
using System.CommandLine.Parsing;

namespace RnnTrainer.Samples;

/// <summary>What somebody who mistyped a command or an option may have meant.</summary>
internal static class Suggestion
{
    /// <summary>What looks like an option and is none, wherever it stands; null where there is no such thing.</summary>
    public static string? UnknownOption(CommandResult command) => command.Children.OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens).Select(token => token.Value).FirstOrDefault(text => text is ['-', _, ..]);

    /// <summary>The nearest names to those that are unknown, as a sentence; empty where nothing is near.</summary>
    public static string For(ParseResult parsed)
    {
        string[] known = [.. Known(parsed.CommandResult.Command)];
        IEnumerable<string> unknown = UnknownOption(parsed.CommandResult) is { } option ? [option] : parsed.UnmatchedTokens;
        string? near = unknown.Select(token => Nearest(token.Split('=')[0], known)).FirstOrDefault(found => found is not null);
        return near is null ? "" : $" Did you mean '{near}'?";
    }

    private static IEnumerable<string> Known(Command command) =>
        command.Subcommands.Select(sub => sub.Name)
            .Concat(command.Options
                .Concat(command.Parents.OfType<Command>().SelectMany(above => above.Options.Where(option => option.Recursive)))
                .Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name)));

    // A third of the letters may be wrong.
    private static string? Nearest(string typed, string[] known) => known
        .Select(name => (Name: name, Distance: Distance(typed.ToLowerInvariant(), name)))
        .Where(one => one.Distance <= Math.Max(1, one.Name.Trim('-').Length / 3))
        .OrderBy(one => one.Distance).Select(one => one.Name).FirstOrDefault();

    // Letters to be put in, left out, changed, or swapped with their neighbor (Damerau and Levenshtein).
    private static int Distance(string left, string right)
    {
        int[,] distance = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }
                int changed = distance[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(changed, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
            }
        }
        return distance[left.Length, right.Length];
    }
}
