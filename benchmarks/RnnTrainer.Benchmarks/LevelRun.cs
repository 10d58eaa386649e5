using System.Text.Json;

namespace RnnTrainer.Benchmarks;

/// <summary>What a process measured with the vector instructions that it had.</summary>
/// <param name="VectorBits">The widest vectors that .NET used there.</param>
/// <param name="Peak">Operations a second of the fastest multiply-adds, all cores.</param>
/// <param name="StepSeconds">Of a training step with one thread and with all cores, by shape.</param>
internal sealed record LevelRun(int VectorBits, double Peak, Dictionary<string, double[]> StepSeconds)
{
    /// <summary>Measures in a process of its own.</summary>
    /// <param name="arguments">Arguments of the hidden command that measures.</param>
    /// <param name="environment">What limits the instructions.</param>
    public static LevelRun InChild(string[] arguments, params (string Name, string Value)[] environment) =>
        JsonSerializer.Deserialize<LevelRun>(ChildProcess.Run(ChildProcess.Self, arguments, environment: environment))!;

    public string ToJson() => JsonSerializer.Serialize(this);
}
