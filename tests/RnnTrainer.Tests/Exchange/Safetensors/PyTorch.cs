using System.ComponentModel;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>Runs the scripts of tests/python with a Python that has PyTorch.</summary>
internal static class PyTorch
{
    private const string Required = "RNNTRAINER_REQUIRE_PYTORCH";

    // The first python3 on the path need not be the one that the system's packages belong to.
    private static readonly Lazy<string?> Python = new(() => new[] { "python3", "/usr/bin/python3", "python" }.FirstOrDefault(HasPyTorch));

    /// <summary>Runs a script on a folder; ends the test as inconclusive where there is no PyTorch, unless it is required.</summary>
    public static void Run(string script, string folder) => Run([Repository.PathOf("tests", "python", script), folder], folder);

    /// <summary>
    /// Runs a text in a folder, as <see cref="Run(string, string)"/> runs a script. Packages that are not installed have their stubs of
    /// tests/python.
    /// </summary>
    public static void RunText(string text, string folder) =>
        Run(["-c", text], folder, ("PYTHONPATH", Repository.PathOf("tests", "python", "stubs")));

    private static void Run(string[] arguments, string folder, params (string Name, string Value)[] environment)
    {
        if (Python.Value is not { } python)
        {
            const string missing = "No python3 with PyTorch is on this machine (Debian's package is python3-torch).";
            Assert.AreNotEqual("1", Environment.GetEnvironmentVariable(Required), missing);
            Assert.Inconclusive(missing);
            return;
        }
        ChildProcess.Run(python, folder, arguments, [("PYTHONDONTWRITEBYTECODE", "1"), .. environment]).Succeeded();
    }

    private static bool HasPyTorch(string python)
    {
        try
        {
            return ChildProcess.Run(python, Path.GetTempPath(), ["-c", "import torch"]).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
