using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class SmoothFieldTests
{
    private const int Rows = 17, Columns = 28, Fields = 2000;

    /// <summary>Noise under a Gaussian of deviation s correlates as exp(-d² / 4s²).</summary>
    [TestMethod]
    [DataRow(1.0)]
    [DataRow(4.0)]
    [DataRow(60.0)] // nearly the same everywhere
    public void EveryPlaceHasVarianceOneAndNeighboursAreAlike(double smoothness)
    {
        SmoothField smooth = new(Rows, Columns, smoothness);
        float[][] fields = [.. Enumerable.Range(0, Fields).Select(i =>
        {
            float[] field = new float[Rows * Columns];
            Array.Fill(field, float.NaN);
            smooth.Draw(field, new RandomStream(1, 3, 1, i));
            return field;
        })];
        double error = 5 / Math.Sqrt(Fields); // 5 standard deviations of a mean of numbers of variance 1
        foreach ((int y, int x) in new[] { (0, 0), (0, 27), (16, 0), (8, 14), (16, 27), (5, 9) })
        {
            int place = y * Columns + x, down = place + (y < Rows - 1 ? Columns : -Columns), across = place + (x < Columns - 1 ? 1 : -1);
            double alike = Math.Exp(-1 / (4 * smoothness * smoothness));
            Assert.AreEqual(0, fields.Average(field => field[place]), error);
            Assert.AreEqual(1, fields.Average(field => field[place] * field[place]), error * Math.Sqrt(2));
            Assert.AreEqual(alike, fields.Average(field => field[place] * field[down]), 0.03 + error * Math.Sqrt(2));
            Assert.AreEqual(alike, fields.Average(field => field[place] * field[across]), 0.03 + error * Math.Sqrt(2));
        }
    }
}
