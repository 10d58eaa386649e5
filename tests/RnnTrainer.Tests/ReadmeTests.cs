using System.Text.RegularExpressions;

namespace RnnTrainer.Tests;

/// <summary>What the README says is so: its example is the code below, its tables are those of the result files.</summary>
[TestClass]
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [TestMethod]
    public void TheExampleCompilesAndRuns()
    {
        string folder = Environment.CurrentDirectory;
        using TemporaryFolder temporary = new();
        try
        {
            // The example's paths are relative to the repository, but its model must not be left there.
            foreach (string file in Directory.GetFiles(Repository.PathOf("data", "mnist")))
                temporary.Write(Path.Combine("data", "mnist", Path.GetFileName(file)), File.ReadAllBytes(file));
            Environment.CurrentDirectory = temporary.FullPath;
            ITransformer loaded = Example();
            Assert.IsTrue(File.Exists(temporary.PathOf("mnist-rnn.zip")));
            Assert.IsTrue(((IEnumerable<ITransformer>)loaded).OfType<RnnTransformer>().Any());
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    [TestMethod]
    public void TheExampleIsTheCodeOfThisTest()
    {
        string source = File.ReadAllText(Repository.PathOf("tests", "RnnTrainer.Tests", "ReadmeTests.cs"));
        string code = Between(source, "// <example>\n", "        // </example>").Replace("        ", "", StringComparison.Ordinal);
        string example = Between(Readme, "```csharp\n", "```").Replace("    ", "", StringComparison.Ordinal);
        Assert.AreEqual(code.Replace("    ", "", StringComparison.Ordinal), example);
    }

    [TestMethod]
    public void TheTablesAreThoseOfTheResultFiles()
    {
        string[] results = [.. Directory.GetFiles(Repository.PathOf("benchmarks", "results"), "*.md").Select(File.ReadAllText)];
        MatchCollection tables = Table().Matches(Readme);
        Assert.IsNotEmpty(tables);
        foreach (Match table in tables)
        {
            Assert.IsTrue(results.Any(result => Table().Matches(result).Any(other => other.Value == table.Value)),
                $"Table '{table.Groups[1].Value}' of the README stands in no file of benchmarks/results; copy it from there.");
        }
    }

    private static ITransformer Example()
    {
        // <example>
        MLContext ml = new(seed: 1);
        IDataView train = ml.Data.LoadFromIdx("data/mnist/train-images-idx3-ubyte.gz", "data/mnist/train-labels-idx1-ubyte.gz");
        IDataView test = ml.Data.LoadFromIdx("data/mnist/t10k-images-idx3-ubyte.gz", "data/mnist/t10k-labels-idx1-ubyte.gz");

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single))
            .Append(ml.Transforms.Expression("Features", "x : x / 255", "Features"))
            .Append(ml.Transforms.Reshape("Features", null, 28, 28))     // 28 time steps of 28 inputs
            .Append(new RnnEstimator(ml, new RnnOptions { HiddenSize = 50, Epochs = 1 }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel"));

        ITransformer model = pipeline.Fit(train);
        Console.WriteLine(ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
        ml.Model.Save(model, train.Schema, "mnist-rnn.zip");

        ITransformer loaded = new MLContext().Model.Load("mnist-rnn.zip", out _); // in any process; needs no libtorch
        // </example>
        return loaded;
    }

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"<!-- table:([\w-]+) -->\n.*?<!-- /table -->", RegexOptions.Singleline)]
    private static partial Regex Table();
}
