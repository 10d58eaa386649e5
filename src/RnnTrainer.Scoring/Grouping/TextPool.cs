namespace RnnTrainer.Grouping;

/// <summary>Texts that outlive what they were read from, each once.</summary>
internal sealed class TextPool
{
    private readonly HashSet<string> texts = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public TextPool() => lookup = texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Keep(ReadOnlySpan<char> text)
    {
        if (!lookup.TryGetValue(text, out string? kept))
            texts.Add(kept = text.ToString());
        return kept;
    }

    public void Clear() => texts.Clear();
}
