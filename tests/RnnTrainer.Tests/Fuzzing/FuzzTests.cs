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

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void CheckpointsAreReadWholeOrRefused() => Fuzz(new FuzzedCheckpoint());

    [TestMethod]
    public void ModelsAreReadWholeOrRefused() => Fuzz(new FuzzedModel());

    [TestMethod]
    public void ReshapesAreReadWholeOrRefused() => Fuzz(new FuzzedReshape());

    [TestMethod]
    public void GroupingsAreReadWholeOrRefused() => Fuzz(new FuzzedGrouping());

    [TestMethod]
    public void WindowsAreReadWholeOrRefused() => Fuzz(new FuzzedWindows());

    [TestMethod]
    public void CalendarFeaturesAreReadWholeOrRefused() => Fuzz(new FuzzedCalendar());

    [TestMethod]
    public void StatesOfStreamsAreReadWholeOrRefused() => Fuzz(new FuzzedStreamState());

    [TestMethod]
    public void ForecastsAreReadWholeOrRefused() => Fuzz(new FuzzedForecast());

    [TestMethod]
    public void StatesOfForecastEnginesAreReadWholeOrRefused() => Fuzz(new FuzzedEngineState());

    [TestMethod]
    public void SafetensorsAreReadWholeOrRefused() => Fuzz(new FuzzedSafetensors());

    [TestMethod]
    public void NpzFilesAreReadWholeOrRefused() => Fuzz(new FuzzedNpz());

    [TestMethod]
    public void IdxFilesAreReadWholeOrRefused() => Fuzz(new FuzzedIdx());

    [TestMethod]
    public void GzippedIdxFilesAreReadWholeOrRefused() => Fuzz(new FuzzedGzipIdx());

    [TestMethod]
    public void TsFilesAreReadWholeOrRefused() => Fuzz(new FuzzedTs());

    [TestMethod]
    public void SweepsAreReadWholeOrRefused() => Fuzz(new FuzzedSweep());

    [TestMethod]
    public void FilesOfSeriesAreReadWholeOrRefused() => Fuzz(new FuzzedSeriesFile());

    [TestMethod]
    public void RunRecordsAreReadWholeOrRefused() => Fuzz(new FuzzedRunRecord());

    [TestMethod]
    public void ImagesAreReadWholeOrRefused() => Fuzz(new FuzzedImage());

    private void Fuzz(FuzzedFormat format)
    {
        using (format)
        {
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
    }

    private static int? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
