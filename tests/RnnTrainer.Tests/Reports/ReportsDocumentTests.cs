using RnnTrainer.Tests.Samples;

namespace RnnTrainer.Tests.Reports;

/// <summary>What docs/reports.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class ReportsDocumentTests
{
    [TestMethod]
    public void TheExamplesCompileAndRun()
    {
        string folder = Environment.CurrentDirectory;
        using TemporaryFolder temporary = new();
        MLContext ml = new(seed: 1);
        try
        {
            Environment.CurrentDirectory = temporary.FullPath;
            RnnOptions options = new() { Epochs = 3, HiddenSize = 6, ValidationFraction = 0.2f };
            EstimatorChain<RnnTransformer> pipeline = new EstimatorChain<ITransformer>()
                .Append(ml.Transforms.Conversion.MapValueToKey("Label", nameof(ToySequences.Row.Name)))
                .Append(ml.MulticlassClassification.Trainers.Rnn(options));
            Report(pipeline.Fit(Machines(ml, 90, 1)), Machines(ml, 40, 2), options);
            ReportFile report = new("machines.html");
            report.AssertWhole();
            Assert.AreEqual(("May", "40 rows"), report.Figure("Tested on"));
            Assert.Contains("HiddenSize = 6", report.Rows("settings")[0][1]);
            Assert.HasCount(ToySequences.InputSize, report.Rows("importance"));
            Assert.StartsWith("machine ", report.Section("mistakes")!.Descendants("small").First().Value);

            RnnTransformer network = Tested(ml, ToySequences.Data(ml), ToySequences.Data(ml, 40, 2));
            string loss = (string)new ReportFile("tested.html").All("svg").First().Attribute("aria-label")!;
            Assert.Contains("training from", loss);
            Assert.Contains("validation from", loss);
            Assert.Contains("test from", loss);
            Curves(network);
            Assert.HasCount(1 + network.History.Count, File.ReadAllLines("curves.csv"));
            Assert.IsTrue(File.Exists("curves.svg"));

            ml.MulticlassClassification.Trainers.Rnn(Watched() with { HiddenSize = 4 }).Fit(ToySequences.Data(ml));
            Over(network);
            Assert.HasCount(2, Directory.GetFiles(Path.Combine("runs", "first", "training")));
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/reports.md", "tests/RnnTrainer.Tests/Reports/ReportsDocumentTests.cs", 5);

    private static void Report(ITransformer model, IDataView test, RnnOptions options)
    {
        // example:
        RnnTransformer network = ((IEnumerable<ITransformer>)model).OfType<RnnTransformer>().Single();      // the network in a pipeline
        network.SaveReport("machines.html", model.Transform(test), new RnnReportOptions
        {
            Title = "Machines",
            DataName = "May",
            RowNameColumnName = "Machine",                              // names of the rows; otherwise they are numbered
            Importance = [network.Importance(model.Transform(test))],   // which inputs the network relies on; optional
            Settings = new Dictionary<string, string> { ["Options"] = $"{options}" },
        });
        // end
    }

    private static RnnTransformer Tested(MLContext ml, IDataView train, IDataView test)
    {
        // example:
        List<RnnEpoch> epochs = [];
        RnnOptions options = new()
        {
            Epochs = 10,
            ValidationFraction = 0.2f,
            Progress = report =>
            {
                if (!report.IsEpochEnd)
                    return;
                var metrics = ml.MulticlassClassification.Evaluate(report.Snapshot.Transform(test));
                epochs.Add(new(report.Epoch, report.Step, report.LearningRate, report.GradientNorm,
                    new Dictionary<string, double>(report.Metrics)
                    {
                        ["TestLoss"] = metrics.LogLoss,
                        ["TestAccuracy"] = metrics.MicroAccuracy,
                    }));
            },
        };
        RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(options).Fit(train);
        network.SaveReport("tested.html", test, new RnnReportOptions { History = epochs });
        // end
        return network;
    }

    private static void Curves(RnnTransformer network)
    {
        // example:
        network.History.SaveAsSvg("curves.svg");        // a plot for each metric; needs RnnTrainer.Reports
        network.History.SaveAsCsv("curves.csv");        // a line for each epoch
        // end
    }

    private static RnnOptions Watched()
    {
        // example:
        RnnOptions options = new()
        {
            Epochs = 10,
            ValidationFraction = 0.2f,
            ProgressSteps = 10,                                         // also within epochs
            Progress = new RnnTensorBoard("runs/first").Report,         // tensorboard --logdir runs
        };
        // end
        return options;
    }

    private static void Over(RnnTransformer network)
    {
        // example:
        network.History.SaveAsTensorBoard("runs/first");
        // end
    }

    private static IDataView Machines(MLContext ml, int count, int seed) => ml.Data.LoadFromEnumerable(
        ToySequences.Rows(count, seed).Select((row, index) =>
            new MachineRow { Features = row.Features, Name = row.Name, Machine = $"machine {index}" }));

    private sealed class MachineRow : ToySequences.Row
    {
        public string Machine { get; set; } = "";
    }
}
