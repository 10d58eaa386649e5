namespace RnnTrainer.Samples;

/// <summary>An option as shells complete it.</summary>
/// <param name="Names">How it can be typed.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Values">Its values, where they are few.</param>
/// <param name="IsPath">Whether its value is a file or folder.</param>
/// <param name="TakesValue">Whether a value follows.</param>
internal sealed record CompletedOption(
    IReadOnlyList<string> Names, string Description, IReadOnlyList<string> Values, bool IsPath, bool TakesValue);
