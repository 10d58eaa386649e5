namespace RnnTrainer.Files;

/// <summary>Texts from files in messages: however long they are, the message stays readable.</summary>
internal static class ErrorText
{
    public const int MaxReason = 300; // another's message

    private const int MaxLength = 100, MaxItems = 10;

    /// <summary>The text, or its beginning and its length.</summary>
    public static string Short(string text, int maxLength = MaxLength) => text.Length <= maxLength ? text
        : $"{text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)]}... ({text.Length} characters)";

    /// <summary>An exception's message with a full stop, which not all of the system's have: what to do comes after it.</summary>
    public static string Sentence(Exception exception) => $"{exception.Message.TrimEnd('.')}.";

    /// <summary>The text with a question mark for each character that a terminal may not show.</summary>
    public static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsBetween(character, ' ', '~') ? character : '?'));

    /// <summary>The items, or the first of them and how many more there are.</summary>
    public static string List<T>(IReadOnlyCollection<T> items, Func<T, string> text) =>
        string.Join(", ", items.Take(MaxItems).Select(text)) + (items.Count > MaxItems ? $" and {items.Count - MaxItems} more" : "");
}
