using System.Globalization;

namespace RnnTrainer.Tests.Model;

/// <summary>The scores that golden models gave when they were saved, in files beside them: a line for each row.</summary>
internal static class GoldenScores
{
    // Vector instructions of different width sum in different orders; probabilities are below 1.
    private const float Tolerance = 1e-5f;

    private static readonly string Folder = Repository.PathOf("tests", "RnnTrainer.Tests", "Model", "Golden");

    /// <summary>Where a golden model lies.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name + ".zip");

    public static void Write(string name, float[][] scores) => File.WriteAllLines(FileOf(name),
        scores.Select(row => string.Join(' ', row.Select(score => score.ToString("R", CultureInfo.InvariantCulture)))));

    /// <summary>Asserts that a model gives the scores that it gave.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="scores">What it gives now.</param>
    /// <param name="relativeTo">The size of a large score.</param>
    public static void AreThoseOf(string name, float[][] scores, float relativeTo = 1)
    {
        string[] expected = File.ReadAllLines(FileOf(name));
        Assert.HasCount(expected.Length, scores);
        for (int i = 0; i < expected.Length; i++)
        {
            float[] row = [.. expected[i].Split(' ').Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
            Assert.HasCount(row.Length, scores[i]);
            for (int k = 0; k < row.Length; k++)
                Assert.AreEqual(row[k], scores[i][k], Tolerance * relativeTo, $"row {i}, output {k}");
        }
    }

    private static string FileOf(string name) => Path.Combine(Folder, name + ".scores.txt");
}
