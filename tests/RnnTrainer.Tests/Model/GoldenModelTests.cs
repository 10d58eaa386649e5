using System.Globalization;

namespace RnnTrainer.Tests.Model;

/// <summary>Models saved by earlier versions of this library still load, and still give the scores they gave.</summary>
[TestClass]
public sealed class GoldenModelTests
{
    private static readonly string Folder = Repository.PathOf("tests", "RnnTrainer.Tests", "Model", "Golden");

    // Vector instructions of different width sum in different orders; probabilities are below 1.
    private const float Tolerance = 1e-5f;

    [TestMethod]
    [DataRow("rnn-v1")]
    public void StillLoadsAndScoresAlike(string name)
    {
        MLContext ml = new();
        ITransformer model = ml.Model.Load(Path.Combine(Folder, name + ".zip"), out DataViewSchema schema);
        Assert.AreEqual("Vector<Single, 15>", schema["Features"].Type.ToString());
        string[] scored = Scores(ml, model), expected = File.ReadAllLines(Path.Combine(Folder, name + ".scores.txt"));
        Assert.HasCount(expected.Length, scored);
        for (int i = 0; i < expected.Length; i++)
        {
            float[] a = Numbers(expected[i]), b = Numbers(scored[i]);
            for (int c = 0; c < a.Length; c++)
                Assert.AreEqual(a[c], b[c], Tolerance, $"row {i}, class {c}");
        }

        RnnTransformer rnn = ((IEnumerable<ITransformer>)model).OfType<RnnTransformer>().Single();
        Assert.AreEqual((5, 3, 8, 3), (rnn.Model.TimeSteps, rnn.Model.InputSize, rnn.Model.HiddenSize, rnn.Model.ClassCount));
        CollectionAssert.AreEqual(new object[] { "a", "b", "c" }, rnn.Model.LabelValues.ToArray());
        Assert.HasCount(3, rnn.History);
        Assert.IsTrue(rnn.History.All(epoch => epoch is { ValidationLoss: null, ValidationAccuracy: null } && double.IsFinite(epoch.GradientNorm)));
    }

    [TestMethod]
    [Ignore("Made rnn-v1; run by hand, with another name, when the format gets a new version.")]
    public void Make()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(90));
        rows = ml.Transforms.Reshape("Features", null, 15).Fit(rows).Transform(rows);
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(ml.Transforms.Reshape("Features", null, 5, 3))
            .Append(ml.MulticlassClassification.Trainers.Rnn(ToySequences.Options)).Fit(rows);
        Directory.CreateDirectory(Folder);
        ml.Model.Save(model, rows.Schema, Path.Combine(Folder, "rnn-v1.zip"));
        File.WriteAllLines(Path.Combine(Folder, "rnn-v1.scores.txt"), Scores(ml, model));
    }

    private static string[] Scores(MLContext ml, ITransformer model) =>
        [.. model.Transform(ml.Data.LoadFromEnumerable(ToySequences.Rows(20, seed: 5))).GetColumn<float[]>("Score")
            .Select(row => string.Join(' ', row.Select(score => score.ToString("R", CultureInfo.InvariantCulture))))];

    private static float[] Numbers(string line) => [.. line.Split(' ').Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
}
