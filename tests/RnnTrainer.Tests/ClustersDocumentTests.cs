namespace RnnTrainer.Tests;

/// <summary>What docs/clusters.md says is so: its example is the code below.</summary>
[TestClass]
public sealed class ClustersDocumentTests
{
    [TestMethod]
    public void TheExampleCompilesAndRunsWithoutALauncher()
    {
        using TemporaryFolder temporary = new();
        string folder = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = temporary.FullPath;
            MLContext ml = new(seed: 1);
            List<string> log = [];
            ml.Log += (_, entry) => log.Add(entry.Message);
            Train(ml, ToySequences.Data(ml, 30));
            Assert.IsTrue(File.Exists("network.zip"));
            Assert.IsTrue(Directory.Exists("run"));
            Assert.Contains("No MPI launcher started this process", string.Join('\n', log));
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/clusters.md", "tests/RnnTrainer.Tests/ClustersDocumentTests.cs", 2);

    [TestMethod]
    public void TheOptionsWithShardsTrainInOneProcessToo()
    {
        MLContext ml = new(seed: 1);
        RnnOptions options = Sharded() with { Epochs = 1, Distributed = Sharded().Distributed! with { AllowSingleProcess = true } };
        Assert.HasCount(1, ml.MulticlassClassification.Trainers.Rnn(options).Fit(ToySequences.Data(ml, 30)).History);
    }

    private static void Train(MLContext ml, IDataView train)
    {
        // example:
        RnnOptions options = RnnOptions.Lstm with
        {
            Distributed = new RnnMpi { AllowSingleProcess = true },             // also runs without mpirun, as on a laptop
            Checkpoints = new RnnCheckpoints { Folder = "run" },                // written by rank 0
            ResumeFrom = "run",                                                 // the same command starts and resumes the run
            Progress = report => Console.WriteLine($"{report.Epoch}: {report.Loss}"), // called on rank 0
        };
        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(options).Fit(train);
        if (RnnMpi.IsFirst)
            ml.Model.Save(network, train.Schema, "network.zip");
        // end
    }

    private static RnnOptions Sharded()
    {
        // example:
        RnnOptions options = RnnOptions.Lstm with
        {
            BatchSize = 400,
            Distributed = new RnnMpi { Shards = 16 },       // on 1 to 16 ranks
        };
        // end
        return options;
    }
}
