namespace RnnTrainer.Evaluation;

/// <summary>What a label such as "B-city" says of a step; the default is outside of any chunk, "O".</summary>
/// <param name="Begins">Whether it is "B": a chunk begins, whatever was before.</param>
/// <param name="Type">The chunk's type, "city"; <see langword="null"/>: outside.</param>
internal readonly record struct ChunkTag(bool Begins, string? Type)
{
    /// <summary>What a label says; <see langword="null"/>: it is not in BIO form.</summary>
    public static ChunkTag? Parse(string label)
    {
        if (label == "O")
            return default(ChunkTag);
        int hyphen = label.IndexOf('-', StringComparison.Ordinal);
        (string tag, string type) = hyphen < 0 ? (label, "") : (label[..hyphen], label[(hyphen + 1)..]);
        return tag is "B" or "I" ? new ChunkTag(tag == "B", type) : null;
    }

    /// <summary>What each label says; <see langword="null"/>: not all are in BIO form, or there is none of a chunk.</summary>
    public static ChunkTag[]? ParseAll(IEnumerable<string> labels)
    {
        ChunkTag?[] tags = [.. labels.Select(Parse)];
        return tags.All(tag => tag.HasValue) && tags.Any(tag => tag?.Type is not null) ? [.. tags.Select(tag => tag!.Value)] : null;
    }

    /// <summary>Whether a chunk begins here: also with an I of another type than that of the step before.</summary>
    public bool StartsAfter(ChunkTag before) => Type is not null && (Begins || before.Type != Type);

    /// <summary>Whether a chunk ends with the step before this one.</summary>
    public bool Ends(ChunkTag before) => before.Type is not null && (Type is null || StartsAfter(before));
}
