namespace RnnTrainer.Tests.Tokens;

/// <summary>A run over tokens that stopped goes on with the bits of one that did not, averages of resting rows among them.</summary>
[TestClass]
public sealed class TokenResumptionTests
{
    private static readonly RnnOptions Options = TokenRows.Options with
    {
        BatchSize = 4,
        Epochs = 4,
        TokenDropout = 0.2f,
        WeightAveraging = new RnnEma { Decay = 0.95f },
        Optimizer = new RnnAdamW(),
        ClipNorm = 0.5f,
        ValidationFraction = 0.2f,
    };

    [TestMethod]
    [DataRow(RnnEngine.Kernels, 7)]
    [DataRow(RnnEngine.Kernels, 36)]
    [DataRow(RnnEngine.Torch, 7)]
    public void AStoppedRunGoesOnAsIfItHadNot(RnnEngine engine, int stopAt)
    {
        MLContext ml = new(1);
        IDataView data = TokenRows.Data(ml);
        RnnTransformer whole = new RnnEstimator(ml, Options with { Engine = engine }).Fit(data);
        using TemporaryFolder folder = new();
        RnnOptions resumable = Options with
        {
            Engine = engine,
            Checkpoints = new RnnCheckpoints { Folder = folder.FullPath, EveryEpochs = 1 },
            ResumeFrom = folder.FullPath,
        };
        new RnnEstimator(ml, resumable with
        {
            ProgressSteps = 1,
            Progress = report =>
            {
                if (report.Step == stopAt)
                    report.RequestStop();
            },
        }).Fit(data);
        RnnTransformer resumed = new RnnEstimator(ml, resumable).Fit(data);
        float[] expected = whole.Model.Parameters.ToArray(), parameters = resumed.Model.Parameters.ToArray();
        if (engine == RnnEngine.Torch)
        {
            // libtorch's last digits depend on where its memory lies.
            Assert.IsLessThan(1e-4, expected.Zip(parameters, (a, b) => Math.Abs(a - b)).Max());
            return;
        }
        CollectionAssert.AreEqual(expected, parameters);
        CollectionAssert.AreEqual(whole.History.ToArray(), resumed.History.ToArray());
    }

    [TestMethod]
    public void OtherWordsAreAnotherRun()
    {
        MLContext ml = new(1);
        using TemporaryFolder folder = new();
        RnnOptions resumable = Options with
        {
            Checkpoints = new RnnCheckpoints { Folder = folder.FullPath, EveryEpochs = 1 },
            ResumeFrom = folder.FullPath,
        };
        new RnnEstimator(ml, resumable).Fit(Renamed("x"));
        Assert.AreEqual("token values", Assert.ThrowsExactly<RnnCheckpointMismatchException>(
            () => new RnnEstimator(ml, resumable).Fit(Renamed("y"))).Difference);

        IDataView Renamed(string letter)
        {
            IDataView texts = ml.Data.LoadFromEnumerable(TokenRows.Texts(90).Select(row => new TokenRows.Row
            {
                Text = string.Join(' ', row.Text.Split(' ').Select(word => word == "a" ? letter : word)),
                Name = row.Name,
            }));
            return TokenRows.Pipeline(ml).Fit(texts).Transform(texts);
        }
    }
}
