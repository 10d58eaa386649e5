namespace RnnTrainer.Samples;

/// <summary>What a network says of a drawing: the answer of <c>POST /api/predict</c>.</summary>
internal sealed record DrawingAnswer
{
    /// <summary>The class that it takes the drawing for.</summary>
    public required string Digit { get; init; }

    /// <summary>The classes, in the order of the probabilities.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>[classes]: the probability of each.</summary>
    public required IReadOnlyList<float> Probabilities { get; init; }

    /// <summary>[time steps][classes]: the probabilities after each step, as if the image ended there.</summary>
    public required IReadOnlyList<float[]> Steps { get; init; }

    /// <summary>Rows of the image that the network sees.</summary>
    public required int Height { get; init; }

    /// <summary>Pixels in a row of it.</summary>
    public required int Width { get; init; }

    /// <summary>Its pixels, row by row; 0 is paper, 255 is ink.</summary>
    public required IReadOnlyList<int> Seen { get; init; }

    /// <summary>Whether the drawing was dark on light, and was turned around.</summary>
    public required bool Inverted { get; init; }
}
