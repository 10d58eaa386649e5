extern alias samples;
using RnnTrainer.Tests.Fuzzing;
using samples::RnnTrainer.Samples;

namespace RnnTrainer.Tests.Samples;

/// <summary>What a sweep writes into its CSV file it reads again.</summary>
[TestClass]
public sealed class SweepResultsTests
{
    [TestMethod]
    [DataRow("form\ffeed")]
    [DataRow("next\u0085line")]
    [DataRow("line\u2028separator")]
    [DataRow("two\r\nlines, \"quoted\"")]
    public void TextWithAnyLineEndingInItComesBack(string data)
    {
        SweepResult run = FuzzedSweep.Run(RnnOptions.Tutorial) with { Data = data };
        byte[] csv = SweepResults.Csv([run, run], SweepColumns.Written);
        string[] read = [.. SweepResults.Read(csv, "sweep.csv").Select(one => one.Data)];
        CollectionAssert.AreEqual(new[] { data, data }, read);
    }
}
