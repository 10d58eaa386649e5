using System.Diagnostics;

namespace RnnTrainer.Tests;

/// <summary>A program run to its end in a process of its own.</summary>
internal sealed record ChildProcess(int ExitCode, string Output, string Error)
{
    /// <summary>How long a test waits for another process: long, for machines that do much else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The dotnet that runs the tests.</summary>
    public static string DotNetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs dotnet with the arguments in the folder.</summary>
    public static ChildProcess DotNet(string folder, params string[] arguments) => DotNet(folder, arguments, []);

    /// <summary>Runs dotnet with the arguments in the folder.</summary>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Environment variables to set.</param>
    public static ChildProcess DotNet(string folder, string[] arguments, params (string Name, string Value)[] environment) =>
        Run(DotNetHost, folder, arguments, environment);

    /// <summary>Runs a program of the machine in the folder.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Environment variables to set.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static ChildProcess Run(string program, string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        using Process process = Start(program, folder, arguments, environment);
        process.StandardInput.Close();
        return WaitFor(process, folder, arguments);
    }

    /// <summary>Runs a program of this repository that reads a text from standard input.</summary>
    /// <param name="folder">Its project's folder below the repository.</param>
    /// <param name="assembly">The name of its assembly.</param>
    /// <param name="input">The text.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ChildProcess ProgramReading(string folder, string assembly, string input, params string[] arguments)
    {
        using Process process = StartProgram(folder, assembly, arguments);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return WaitFor(process, Repository.Root, arguments);
    }

    private static ChildProcess WaitFor(Process process, string folder, string[] arguments)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', arguments)} in {folder} did not end within "
                + $"{Patience}.");
        }
        return new ChildProcess(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Starts a program of the machine in the folder, with its output and errors to be read.</summary>
    /// <inheritdoc cref="Run(string, string, string[], ValueTuple{string, string}[])"/>
    public static Process Start(string program, string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // No build server outlives the test, nor keeps its pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a program of this repository, built with the same configuration as the tests.</summary>
    /// <param name="folder">Its project's folder below the repository.</param>
    /// <param name="assembly">The name of its assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ChildProcess Program(string folder, string assembly, params string[] arguments) =>
        Program(folder, assembly, arguments, []);

    /// <inheritdoc cref="Program(string, string, string[])"/>
    /// <param name="folder">Its project's folder below the repository.</param>
    /// <param name="assembly">The name of its assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Environment variables to set.</param>
    public static ChildProcess Program(string folder, string assembly, string[] arguments,
        params (string Name, string Value)[] environment) =>
        DotNet(Repository.Root, [PathOf(folder, assembly), .. arguments], environment);

    /// <summary>Starts a program of this repository, with its output and errors to be read.</summary>
    /// <param name="folder">Its project's folder below the repository.</param>
    /// <param name="assembly">The name of its assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Process StartProgram(string folder, string assembly, params string[] arguments) =>
        StartDotNet(Repository.Root, [PathOf(folder, assembly), .. arguments]);

    /// <summary>Starts dotnet with the arguments in the folder, with its output and errors to be read.</summary>
    public static Process StartDotNet(string folder, params string[] arguments) => Start(DotNetHost, folder, arguments);

    /// <summary>Where a program of this repository lies, built with the same configuration as the tests.</summary>
    /// <param name="folder">Its project's folder below the repository.</param>
    /// <param name="assembly">The name of its assembly.</param>
    public static string PathOf(string folder, string assembly)
    {
        // .../tests/RnnTrainer.Tests/bin/<configuration>/<framework>/
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Repository.PathOf(folder, "bin", framework.Parent!.Name, framework.Name, assembly + ".dll");
    }

    /// <summary>The lines of the output, blank ones left out.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The same process, if it ended well; otherwise a failed assertion that shows what it printed.</summary>
    public ChildProcess Succeeded()
    {
        Assert.AreEqual(0, ExitCode, $"{Output}\n{Error}");
        return this;
    }
}
