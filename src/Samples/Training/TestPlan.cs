namespace RnnTrainer.Samples;

/// <summary>When a run's network is tested on all test digits, and how what comes out is shown.</summary>
internal abstract class TestPlan
{
    /// <summary>The heading of the <see cref="Table"/>.</summary>
    public abstract string Heading { get; }

    /// <summary>The plan for a run: by steps where the tutorial's or a variant of it is, otherwise by epochs.</summary>
    /// <param name="preset">What the run starts from.</param>
    /// <param name="options">Its options.</param>
    /// <param name="isMnist">Whether it is on the tutorial's data.</param>
    public static TestPlan For(Preset preset, RnnOptions options, bool isMnist) =>
        preset != Preset.Tutorial || options.Steps is null ? new TestEachEpoch(isThrottled: options.MinSteps is not null)
        : isMnist && TutorialNumbers.IsSameRun(options) ? new TestBesideTutorial() : new TestEverySteps();

    /// <summary>Whether the network is to be tested now.</summary>
    public abstract bool IsDue(RnnProgress progress);

    /// <summary>A test's line, shown while training goes on.</summary>
    public abstract string Line(TestResult result);

    /// <summary>How training itself goes, for where no bar says so: what the <see cref="Line"/> leaves out.</summary>
    public abstract string Aside(RnnProgress progress);

    /// <summary>All tests of the run.</summary>
    /// <param name="results">The tests.</param>
    /// <param name="history">All epochs, those before an interruption too.</param>
    public abstract FittedTable Table(IReadOnlyList<TestResult> results, IReadOnlyList<RnnEpoch> history);

    /// <summary>How fast training is, and how much longer it takes.</summary>
    public static string Pace(RnnProgress progress) => $"{Speed(progress)}  {Left(progress.Remaining)}";

    /// <summary>How fast training is.</summary>
    public static string Speed(RnnProgress progress) => $"{progress.RowsPerSecond:0} rows/s";

    /// <summary>How much longer something takes.</summary>
    public static string Left(TimeSpan left)
    {
        string hours = left.TotalHours >= 1 ? $"{(long)left.TotalHours}:{left:mm\\:ss}" : $"{left:m\\:ss}";
        return $"{hours} left";
    }
}
