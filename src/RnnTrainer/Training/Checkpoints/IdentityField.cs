using System.Globalization;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>One fact that distinguishes runs.</summary>
/// <param name="Name">Its name, such as "Optimizer.Beta1".</param>
/// <param name="Value">A boolean, a 64-bit integer, a double, a text, or null.</param>
internal sealed record IdentityField(string Name, object? Value)
{
    /// <summary>The value for a message.</summary>
    public string Text => Convert.ToString(Shown, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "null";

    // What was single precision, as that: 0.1 and not 0.10000000149011612.
    private object? Shown => Value is double number && (float)number == number ? (float)number : Value;
}
