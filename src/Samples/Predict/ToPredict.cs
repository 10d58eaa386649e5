namespace RnnTrainer.Samples;

/// <summary>An image of the model's size, and where it comes from.</summary>
/// <param name="Pixels">Rows of pixels.</param>
internal sealed record ToPredict(byte[] Pixels)
{
    /// <summary>The image file; null where it comes from a data set.</summary>
    public string? Path { get; init; }

    /// <summary>The place in the data set, from 0; null where it comes from a file.</summary>
    public int? Index { get; init; }

    /// <summary>What it is, where that is known.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the image file was dark on light.</summary>
    public bool IsInverted { get; init; }

    /// <summary>How to call it in a line of text.</summary>
    public string Name => Path ?? (Label is null ? $"image {Index}" : $"image {Index}, a {Label}");
}
