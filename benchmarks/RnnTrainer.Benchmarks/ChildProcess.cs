using System.Diagnostics;

namespace RnnTrainer.Benchmarks;

/// <summary>A program in a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>This program's own assembly.</summary>
    public static string Self => typeof(ChildProcess).Assembly.Location;

    /// <summary>Runs a .NET program.</summary>
    /// <param name="assembly">Path of the program's assembly, or the name of a command of the SDK.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">Variables set for it.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    public static string Run(
        string assembly, IEnumerable<string> arguments, string? folder = null, params (string Name, string Value)[] environment) =>
        RunProgram("dotnet", [assembly, .. arguments], folder, environment);

    /// <summary>Runs any program.</summary>
    /// <param name="program">Path of the program, or its name where the system looks for programs.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">Variables set for it.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static string RunProgram(
        string program, IEnumerable<string> arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder ?? "" };
        // No build server outlives the process that started it.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Run(start);
    }

    /// <summary>Runs a program whose memory is limited.</summary>
    /// <param name="limit">Its limit.</param>
    /// <param name="assembly">Path of the program's assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    public static string RunWithin(MemoryLimit limit, string assembly, IEnumerable<string> arguments)
    {
        const string script = "echo $$ > \"$0/cgroup.procs\" && exec dotnet \"$@\""; // in the group before it takes any memory
        return Run(new ProcessStartInfo("sh", ["-c", script, limit.Folder, assembly, .. arguments]));
    }

    private static string Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException(
                $"'{start.FileName} {string.Join(' ', start.ArgumentList)}' ended with exit code {process.ExitCode}: "
                    + $"{error.Result}{output}");
    }
}
