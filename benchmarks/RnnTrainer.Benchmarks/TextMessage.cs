using System.Text.RegularExpressions;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>A short message, and whether nobody asked for it.</summary>
/// <param name="IsSpam">Whether it is spam.</param>
/// <param name="Text">What it says.</param>
internal sealed partial record TextMessage(bool IsSpam, string Text)
{
    private const string Spam = "spam";

    /// <summary>Words in lower case, digits (each a 0) and every other character by itself.</summary>
    public IEnumerable<string> Words => Word().Matches(Digit().Replace(Text, "0").ToLowerInvariant()).Select(match => match.Value);

    /// <summary>Characters, each digit a 0.</summary>
    public IEnumerable<string> Characters => Digit().Replace(Text, "0").Select(character => character.ToString());

    /// <summary>Reads a file of lines: ham or spam, a tab, the text.</summary>
    public static IReadOnlyList<TextMessage> Read(string path) =>
        [.. File.ReadLines(path).Select(line => line.Split('\t', 2)).Select(columns => new TextMessage(columns[0] == Spam, columns[1]))];

    /// <summary>Messages as rows: <c>Tokens</c>, text, and <c>Label</c>.</summary>
    public static IDataView View(MLContext ml, IEnumerable<TextMessage> messages, Func<TextMessage, IEnumerable<string>> tokens) =>
        ml.Data.LoadFromEnumerable(messages.Select(message => new Row { Label = message.IsSpam, Tokens = [.. tokens(message)] }));

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();

    [GeneratedRegex(@"[\p{L}']+|0+|[^\s\p{L}0]")]
    private static partial Regex Word();

    private sealed class Row
    {
        public bool Label { get; set; }

        public string[] Tokens { get; set; } = [];
    }
}
