using System.ComponentModel;
using System.Diagnostics;

namespace RnnTrainer.Tests.Ranks;

/// <summary>
/// An MPI of this machine, which starts <c>tests/RankProgram</c>. Without it a test is skipped, or fails where RNNTRAINER_REQUIRE_MPI is 1.
/// </summary>
internal sealed class MpiInstallation
{
    private const string Required = "RNNTRAINER_REQUIRE_MPI", Folder = "tests/RankProgram", Program = "RankProgram";

    public static readonly MpiInstallation OpenMpi = new("Open MPI", "openmpi-bin", "Open MPI", ["mpirun.openmpi", "mpirun"],
        ["--allow-run-as-root", "--oversubscribe", "--bind-to", "none", "--mca", "mpi_yield_when_idle", "1", "--mca", "btl", "self,vader"]);

    public static readonly MpiInstallation Mpich = new("MPICH", "mpich", "HYDRA", ["mpirun.mpich", "mpiexec.hydra", "mpirun"], []);

    private readonly string name, package;
    private readonly string[] arguments;
    private readonly Lazy<string?> launcher;

    private MpiInstallation(string name, string package, string versionText, string[] launchers, string[] arguments)
    {
        this.name = name;
        this.package = package;
        this.arguments = arguments;
        launcher = new(() => launchers.FirstOrDefault(file => IsOfVersion(file, versionText)));
    }

    /// <summary>Each, as the argument of a test.</summary>
    public static IEnumerable<object[]> All => [[OpenMpi], [Mpich]];

    /// <summary>Runs the program on several ranks to the end.</summary>
    /// <param name="ranks">Ranks.</param>
    /// <param name="arguments">The program's arguments.</param>
    public ChildProcess Run(int ranks, params string[] arguments) => Run(ranks, [], arguments);

    /// <inheritdoc cref="Run(int, string[])"/>
    /// <param name="ranks">Ranks.</param>
    /// <param name="environment">Environment variables to set.</param>
    /// <param name="arguments">The program's arguments.</param>
    public ChildProcess Run(int ranks, (string Name, string Value)[] environment, params string[] arguments)
    {
        (string file, string[] all) = Command(ranks, ChildProcess.PathOf(Folder, Program), arguments);
        return ChildProcess.Run(file, Repository.Root, all, [("TERM", "dumb"), .. environment]);
    }

    /// <summary>Runs another program of this repository on several ranks to the end.</summary>
    /// <param name="ranks">Ranks.</param>
    /// <param name="path">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    public ChildProcess RunProgram(int ranks, string path, params string[] arguments)
    {
        (string file, string[] all) = Command(ranks, path, arguments);
        return ChildProcess.Run(file, Repository.Root, all, ("TERM", "dumb"));
    }

    /// <summary>Starts the program on several ranks, to be watched.</summary>
    /// <param name="ranks">Ranks.</param>
    /// <param name="arguments">The program's arguments.</param>
    public SignalledProcess Start(int ranks, params string[] arguments)
    {
        (string file, string[] all) = Command(ranks, ChildProcess.PathOf(Folder, Program), arguments);
        return new SignalledProcess(ChildProcess.Start(file, Repository.Root, all, ("TERM", "dumb")));
    }

    public override string ToString() => name;

    private (string, string[]) Command(int ranks, string path, string[] arguments)
    {
        if (launcher.Value is { } file)
            return (file, [.. this.arguments, "-n", $"{ranks}", ChildProcess.DotNetHost, path, .. arguments]);
        string missing = $"{name} is not on this machine (Debian's package is {package}).";
        Assert.AreNotEqual("1", Environment.GetEnvironmentVariable(Required), missing);
        Assert.Inconclusive(missing);
        throw new UnreachableException();
    }

    private static bool IsOfVersion(string launcher, string text)
    {
        try
        {
            return ChildProcess.Run(launcher, Path.GetTempPath(), ["--version"]).Output.Contains(text, StringComparison.Ordinal);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
