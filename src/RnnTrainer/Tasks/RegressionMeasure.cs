namespace RnnTrainer.Tasks;

/// <summary>Loss and errors on validation rows.</summary>
/// <param name="loss">What is minimised.</param>
/// <param name="rows">Numbers of the rows.</param>
internal sealed class RegressionMeasure(RegressionLoss loss, int[] rows) : ValidationMeasure
{
    private readonly double[] losses = new double[rows.Length];
    private readonly double[] sums = new double[rows.Length * RegressionErrors.Sums];

    public override void Add(int place, ReadOnlySpan<float> outputs)
    {
        int row = rows[place];
        losses[place] = loss.LossOf(row, outputs);
        Span<double> own = sums.AsSpan(place * RegressionErrors.Sums, RegressionErrors.Sums);
        own.Clear();
        (int first, int count) = loss.Targets.Answers.GetOffsetAndLength(outputs.Length);
        for (int i = first; i < first + count; i++)
            RegressionErrors.Add(outputs[i] - loss.Targets[row, i], own);
    }

    public override double[] Compute()
    {
        double sum = 0;
        double[] total = new double[RegressionErrors.Sums];
        for (int place = 0; place < rows.Length; place++)
        {
            sum += losses[place];
            for (int i = 0; i < total.Length; i++)
                total[i] += sums[place * total.Length + i];
        }
        return [sum / rows.Length, .. RegressionErrors.Measure(total)];
    }
}
