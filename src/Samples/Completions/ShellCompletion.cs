namespace RnnTrainer.Samples;

/// <summary>What a shell needs to complete the program's command line.</summary>
/// <param name="shell">The shell's name.</param>
/// <param name="fileName">The file that it looks for.</param>
internal abstract class ShellCompletion(string shell, string fileName)
{
    /// <summary>The program's name.</summary>
    protected const string Program = "rnn-samples";

    /// <summary>All shells, in the order of the help.</summary>
    public static IReadOnlyList<ShellCompletion> All { get; } =
        [new BashCompletion(), new ZshCompletion(), new FishCompletion(), new PowerShellCompletion()];

    /// <summary>The shell's name.</summary>
    public string Shell => shell;

    /// <summary>The file that it looks for.</summary>
    public string FileName => fileName;

    /// <summary>The script.</summary>
    public abstract string Script(CompletedCommand program);

    /// <summary>A description in one short line, without what shells take for quotation marks.</summary>
    protected static string Short(string description)
    {
        int end = description.IndexOf(". ", StringComparison.Ordinal);
        string sentence = end < 0 ? description.TrimEnd('.') : description[..end];
        return sentence.Replace('\'', '’').Replace('"', '’').Replace('`', '’').Replace('[', '(').Replace(']', ')').Replace(':', ',')
            .Replace('$', ' ');
    }

    /// <summary>Lines that follow each other.</summary>
    protected static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
