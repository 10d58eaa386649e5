using System.Globalization;

namespace RnnTrainer.Benchmarks;

/// <summary>A Linux control group, whose processes have so much memory together and no more. Root can make one.</summary>
internal sealed class MemoryLimit : IDisposable
{
    private const string FirstVersion = "/sys/fs/cgroup/memory", SecondVersion = "/sys/fs/cgroup";

    private readonly string peakFile;

    private MemoryLimit(string parent, string limitFile, string peakFile, long bytes)
    {
        Folder = Path.Combine(parent, $"rnntrainer-{Environment.ProcessId}");
        this.peakFile = Path.Combine(Folder, peakFile);
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, limitFile), bytes.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The group's folder.</summary>
    public string Folder { get; }

    /// <summary>Bytes that its processes had at most, the system's cache of their files among them; that makes way for others.</summary>
    public long Peak => long.Parse(File.ReadAllText(peakFile), CultureInfo.InvariantCulture);

    /// <summary>Makes a group, of either version of the system's interface.</summary>
    /// <param name="bytes">The limit.</param>
    /// <returns>Null where that cannot be done.</returns>
    public static MemoryLimit? Create(long bytes)
    {
        try
        {
            return File.Exists(Path.Combine(FirstVersion, "memory.limit_in_bytes"))
                ? new MemoryLimit(FirstVersion, "memory.limit_in_bytes", "memory.max_usage_in_bytes", bytes)
                : File.Exists(Path.Combine(SecondVersion, "cgroup.controllers"))
                ? new MemoryLimit(SecondVersion, "memory.max", "memory.peak", bytes) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"There is no limit on memory, as the control group cannot be made: {exception.Message}");
            return null;
        }
    }

    public void Dispose() => Directory.Delete(Folder);
}
