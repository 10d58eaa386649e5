namespace RnnTrainer.Samples;

/// <summary>What a model says of an image, and what it is.</summary>
/// <param name="Index">The image's place in the data, from 0.</param>
/// <param name="Pixels">Rows of pixels.</param>
/// <param name="Truth">Which of the model's classes it is.</param>
/// <param name="Said">Which the model takes it for.</param>
/// <param name="Score">The probability of each class.</param>
internal sealed record Verdict(int Index, byte[] Pixels, int Truth, int Said, float[] Score)
{
    /// <summary>Whether the model is right.</summary>
    public bool IsRight => Said == Truth;
}
