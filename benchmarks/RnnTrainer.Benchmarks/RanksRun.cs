using System.Text.Json;

namespace RnnTrainer.Benchmarks;

/// <summary>What two ranks measured.</summary>
/// <param name="Library">The MPI library.</param>
/// <param name="Steps">Of each shape, in the order of <see cref="RanksShape.All"/>.</param>
/// <param name="Reductions">Of each size of a vector.</param>
internal sealed record RanksRun(string Library, IReadOnlyList<RanksSteps> Steps, IReadOnlyList<RanksReduction> Reductions)
{
    public static RanksRun FromJson(string text) => JsonSerializer.Deserialize<RanksRun>(text)!;

    public string ToJson() => JsonSerializer.Serialize(this);
}
