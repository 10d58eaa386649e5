using System.Globalization;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>
/// Every format that this project reads, fuzzed: a few hundred inputs each, half from a fixed seed and half from a fresh one. The
/// environment variables RNNTRAINER_FUZZ_INPUTS and RNNTRAINER_FUZZ_SEED set how many, and the fresh seed, to repeat a failure.
/// </summary>
[TestClass]
public sealed class FuzzTests
{
    private const int FixedSeed = 1, StandardInputs = 300;

    private static readonly Func<FuzzedFormat>[] Formats =
    [
        () => new FuzzedCheckpoint(), () => new FuzzedModel(), () => new FuzzedReshape(), () => new FuzzedSafetensors(),
    ];

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> EveryFormat => Formats.Select(create =>
    {
        using FuzzedFormat format = create();
        return new object[] { format.Name };
    });

    [TestMethod]
    [DynamicData(nameof(EveryFormat))]
    public void EveryInputIsReadWholeOrRefusedWithinItsLimits(string name)
    {
        using FuzzedFormat format = Formats.Select(create => create()).Single(format => format.Name == name);
        int inputs = Variable("RNNTRAINER_FUZZ_INPUTS") ?? StandardInputs;
        int fresh = Variable("RNNTRAINER_FUZZ_SEED") ?? Random.Shared.Next();
        foreach (int seed in new[] { FixedSeed, fresh })
        {
            using FuzzRun run = new(format, seed);
            run.Try((inputs + 1) / 2);
            TestContext.WriteLine(run.Report);
            Assert.IsGreaterThan(0, run.Loaded, run.Report);
            Assert.IsGreaterThan(0, run.Refused, run.Report);
        }
    }

    private static int? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
