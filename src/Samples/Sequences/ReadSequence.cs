namespace RnnTrainer.Samples;

/// <summary>A sequence as a file has it.</summary>
/// <param name="Name">What it is called: its name in the file, or where it stands there.</param>
/// <param name="Line">Where it begins in the file, counted from 1.</param>
internal sealed record ReadSequence(string Name, int Line)
{
    /// <summary>The inputs, step after step; NaN where one is missing. Empty where there are <see cref="Words"/>.</summary>
    public IReadOnlyList<float> Values { get; init; } = [];

    /// <summary>The words, a step each; empty where there are <see cref="Values"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The labels as the file has them: one, or one for each step. Empty where none was read.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
