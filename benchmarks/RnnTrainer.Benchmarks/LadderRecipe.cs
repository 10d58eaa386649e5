using System.Reflection;

namespace RnnTrainer.Benchmarks;

/// <summary>A rung of the accuracy ladder.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Title">As tables show it.</param>
/// <param name="Target">The test accuracy that it should reach.</param>
/// <param name="Options">Its settings, but for seed and progress.</param>
internal sealed record LadderRecipe(string Name, string Title, double Target, RnnOptions Options)
{
    // What runs are recorded against. This was the default when the first were.
    private static readonly RnnOptions Baseline = new() { Pooling = RnnPooling.Last };

    /// <summary>
    /// All options that are not those of the baseline, as one line without commas: what tells runs of this recipe from those of an older
    /// form.
    /// </summary>
    public string Settings { get; } = string.Join("; ",
        from property in typeof(RnnOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let value = property.GetValue(Options)
        where !Equals(value, property.GetValue(Baseline))
        select $"{property.Name} = {value}".Replace(", ", "; ", StringComparison.Ordinal));

    /// <summary>Nominal floating-point operations of a run on each row: a measure of how long it takes beside others.</summary>
    public double Work => Options.Epochs!.Value * NetworkForm.Of(Options).FlopsPerTimeStep;

    /// <summary>The recipe with so many times its epochs, at least one.</summary>
    public LadderRecipe Scaled(double epochs) => new(Name, Title, Target,
        Options with { Epochs = Math.Max(1, (int)Math.Round(Options.Epochs!.Value * epochs)), MinSteps = Options.MinSteps });
}
