namespace RnnTrainer.Tests.Grouping;

/// <summary>
/// A PostgreSQL server of its own in a temporary folder, which listens on a socket there and nowhere else. Ends the test as inconclusive
/// where PostgreSQL is not installed, unless RNNTRAINER_REQUIRE_POSTGRESQL is 1.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Required = "RNNTRAINER_REQUIRE_POSTGRESQL", User = "postgres";

    private readonly TemporaryFolder folder = new();
    private readonly string programs;

    private PostgresServer(string programs)
    {
        this.programs = programs;
        try
        {
            Directory.CreateDirectory(Data);
            if (Environment.IsPrivilegedProcess)
                ChildProcess.Run("chown", "/", ["-R", User, folder.FullPath]).Succeeded();
            Run("initdb", "-D", Data, "-U", User, "-A", "trust", "--no-sync", "-E", "UTF8");
            Run("pg_ctl", "-D", Data, "-w", "-s", "-l", folder.PathOf("data", "log"), "start",
                "-o", $"-c listen_addresses='' -c fsync=off -k '{folder.FullPath}'");
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public string ConnectionString => $"Host={folder.FullPath};Username={User};Database={User};Pooling=false";

    private string Data => folder.PathOf("data");

    public static PostgresServer Start()
    {
        const string installed = "/usr/lib/postgresql"; // where Debian's packages put each version
        string? programs = !Directory.Exists(installed) ? null : Directory.GetDirectories(installed)
            .Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
        if (programs is null)
        {
            const string missing = "No PostgreSQL server is on this machine (Debian's package is postgresql).";
            Assert.AreNotEqual("1", Environment.GetEnvironmentVariable(Required), missing);
            Assert.Inconclusive(missing);
        }
        return new PostgresServer(programs!);
    }

    public void Dispose()
    {
        Run("pg_ctl", "-D", Data, "-m", "immediate", "-s", "stop");
        folder.Dispose();
    }

    // The server refuses to run as root.
    private void Run(string program, params string[] arguments)
    {
        string path = Path.Combine(programs, program);
        ChildProcess child = Environment.IsPrivilegedProcess
            ? ChildProcess.Run("runuser", folder.FullPath, ["-u", User, "--", path, .. arguments])
            : ChildProcess.Run(path, folder.FullPath, arguments);
        child.Succeeded();
    }
}
