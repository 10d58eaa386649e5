namespace RnnTrainer.Samples;

/// <summary>What the program's exit code means. The same list stands in its help.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>Training ran but did not reach its target, or failed (diverged, nothing to learn from).</summary>
    public const int TargetMissed = 1;

    /// <summary>The command line could not be understood.</summary>
    public const int BadUsage = 2;

    /// <summary>A file could not be read or written, or does not hold what it should.</summary>
    public const int InputOutput = 3;

    /// <summary>A fault of the program or its installation (sysexits.h: EX_SOFTWARE).</summary>
    public const int Internal = 70;

    /// <summary>Cancelled: 128 plus SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;

    /// <summary>The list for the help text.</summary>
    public const string Text = """
          0    success
          1    training missed its target accuracy, or failed
          2    the command line is not valid
          3    a file could not be read or written, or its content is not valid
          70   an error in the program or its installation
          130  cancelled (Ctrl-C)
        """;
}
