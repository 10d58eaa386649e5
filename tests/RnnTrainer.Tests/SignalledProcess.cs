using System.Diagnostics;
using System.Globalization;

namespace RnnTrainer.Tests;

/// <summary>A program of this repository that is watched and sent signals while it runs; killed when disposed.</summary>
internal sealed class SignalledProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> error;
    private readonly List<string> lines = [];

    /// <summary>Starts it.</summary>
    /// <param name="folder">Its project's folder below the repository.</param>
    /// <param name="assembly">The name of its assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    public SignalledProcess(string folder, string assembly, params string[] arguments)
        : this(ChildProcess.StartProgram(folder, assembly, arguments))
    {
    }

    /// <param name="process">The program, just started.</param>
    public SignalledProcess(Process process)
    {
        this.process = process;
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The lines of its output that have been waited for.</summary>
    public IReadOnlyList<string> Lines => lines;

    public bool HasExited => process.HasExited;

    /// <summary>Waits for the line of its output that begins so, and returns it.</summary>
    public string WaitForLine(string start) => WaitForLine(line => line.StartsWith(start, StringComparison.Ordinal),
        $"begins with '{start}'");

    /// <summary>Waits for a line of its output, and returns it.</summary>
    /// <param name="isWanted">Whether it is that line.</param>
    /// <param name="description">What the line does, for the message of the test that fails without one.</param>
    public string WaitForLine(Predicate<string> isWanted, string description)
    {
        while (process.StandardOutput.ReadLineAsync().WaitAsync(ChildProcess.Patience).GetAwaiter().GetResult() is { } line)
        {
            lines.Add(line);
            if (isWanted(line))
                return line;
        }
        throw new AssertFailedException($"It ended without a line that {description}: "
            + $"{string.Join('\n', lines)}\n{error.GetAwaiter().GetResult()}");
    }

    /// <summary>Sends a signal: TERM, or INT as Ctrl-C does.</summary>
    public void Signal(string name)
    {
        if (name == "INT" && IsDeafToInterrupts())
            Assert.Inconclusive("The tests were started with SIGINT ignored, which their child processes inherit.");
        using Process kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public ChildProcess WaitForExit()
    {
        Task<string> rest = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(ChildProcess.Patience))
        {
            Kill();
            Assert.Fail($"The process did not end within {ChildProcess.Patience}.");
        }
        string output = string.Concat(lines.Select(line => line + "\n")) + rest.GetAwaiter().GetResult();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    // A shell without job control has what it starts in the background ignore SIGINT, and .NET leaves it at that.
    private bool IsDeafToInterrupts()
    {
        const string field = "SigIgn:";
        const int interrupt = 1 << 1; // the bit of SIGINT, which is signal 2
        string status = $"/proc/{process.Id}/status";
        return File.Exists(status)
            && File.ReadLines(status).FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) is { } ignored
            && (long.Parse(ignored.AsSpan(field.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & interrupt) != 0;
    }
}
