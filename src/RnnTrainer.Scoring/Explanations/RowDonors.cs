using RnnTrainer.Data;

namespace RnnTrainer.Explanations;

/// <summary>
/// Which row each row takes its permuted values from: the next one in a random order that has the step. At each step, the rows that have it
/// so exchange their values in one circle, and none of several keeps its own.
/// </summary>
internal sealed class RowDonors
{
    private readonly int[] lengths, order, places; // order[places[row]] == row

    /// <param name="lengths">Steps of each row.</param>
    /// <param name="random">What draws the order.</param>
    public RowDonors(int[] lengths, RandomStream random)
    {
        this.lengths = lengths;
        order = [.. Enumerable.Range(0, lengths.Length)];
        random.Shuffle(order);
        places = new int[order.Length];
        for (int place = 0; place < order.Length; place++)
            places[order[place]] = place;
    }

    /// <summary>The rows that a row takes its steps from.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The first of these steps.</param>
    /// <param name="end">The first step behind them.</param>
    /// <returns>Rows with the steps to take from each; steps that no other row has are not among them.</returns>
    public IEnumerable<(int Donor, int First, int End)> Of(int row, int first, int end)
    {
        end = Math.Min(end, lengths[row]);
        for (int donor = Next(row); first < end && donor != row; donor = Next(donor))
        {
            if (lengths[donor] <= first)
                continue;
            int until = Math.Min(end, lengths[donor]);
            yield return (donor, first, until);
            first = until;
        }
    }

    private int Next(int row) => order[places[row] + 1 == order.Length ? 0 : places[row] + 1];
}
