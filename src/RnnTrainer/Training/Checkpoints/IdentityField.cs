using System.Globalization;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>One fact that tells runs apart.</summary>
/// <param name="Name">Its name, such as "Optimizer.Beta1".</param>
/// <param name="Value">A boolean, a 64-bit integer, a double, a text, or null.</param>
internal sealed record IdentityField(string Name, object? Value)
{
    /// <summary>The value for a message.</summary>
    public string Text => Convert.ToString(Value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "null";
}
