using RnnTrainer.Data;
using RnnTrainer.Explanations;

namespace RnnTrainer.Tests.Explanations;

/// <summary>At each step, the rows that have it exchange their values in one circle.</summary>
[TestClass]
public sealed class RowDonorsTests
{
    [TestMethod]
    [DataRow(2)]
    [DataRow(7)]
    [DataRow(100)]
    public void EachStepsValuesChangePlacesInOneCircle(int rows)
    {
        Random random = new(rows);
        int[] lengths = [.. Enumerable.Range(0, rows).Select(_ => 1 + random.Next(12))];
        RowDonors donors = new(lengths, new RandomStream(1, 1));
        for (int step = 2; step < 10; step++)
        {
            int[] having = [.. Enumerable.Range(0, rows).Where(row => lengths[row] > step)];
            Dictionary<int, int> from = having.ToDictionary(row => row, row => DonorOf(row, step));
            if (having.Length == 0)
                continue;
            int current = having[0], circle = 0;
            do
            {
                current = from[current];
                circle++;
            }
            while (current != having[0]);
            Assert.AreEqual(having.Length, circle, $"step {step}");
        }

        // A row that nobody can give the step keeps its own.
        int DonorOf(int row, int step)
        {
            (int Donor, int First, int End)[] taken = [.. donors.Of(row, 2, 10)];
            Assert.IsTrue(taken.All(part => part.Donor != row && part.First < part.End && part.End <= Math.Min(10, lengths[row])));
            return taken.Where(part => part.First <= step && step < part.End).Select(part => (int?)part.Donor).SingleOrDefault() ?? row;
        }
    }

    [TestMethod]
    public void OneRowHelpsOutAsLongAsItCan()
    {
        RowDonors donors = new([6, 6, 6, 6], new RandomStream(3, 1));
        for (int row = 0; row < 4; row++)
        {
            (int donor, int first, int end) = donors.Of(row, 1, 99).Single();
            Assert.AreEqual((1, 6), (first, end));
            Assert.AreNotEqual(row, donor);
        }
        Assert.IsEmpty(donors.Of(0, 6, 9).ToArray());
    }
}
