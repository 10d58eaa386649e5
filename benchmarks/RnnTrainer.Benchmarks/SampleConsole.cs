namespace RnnTrainer.Benchmarks;

/// <summary>The sample console, built together with this program and in the same configuration.</summary>
internal static class SampleConsole
{
    /// <summary>Path of its assembly.</summary>
    public static string Assembly
    {
        get
        {
            // .../bin/Release/net10.0
            string[] parts = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
            return Repository.PathOf("src", "Samples", "bin", parts[^2], parts[^1], "rnn-samples.dll");
        }
    }
}
