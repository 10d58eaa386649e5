namespace RnnTrainer.Tasks;

/// <summary>Loss and errors on validation rows.</summary>
/// <param name="loss">What is minimized.</param>
/// <param name="targets">Numbers of the targets.</param>
internal sealed class RegressionMeasure(RegressionLoss loss, int[] targets) : ValidationMeasure
{
    private readonly double[] losses = new double[targets.Length];
    private readonly double[] sums = new double[targets.Length * RegressionErrors.Sums];

    public override void Add(int place, ReadOnlySpan<float> outputs)
    {
        int target = targets[place];
        losses[place] = loss.LossOf(target, outputs);
        Span<double> own = sums.AsSpan(place * RegressionErrors.Sums, RegressionErrors.Sums);
        own.Clear();
        foreach (int i in loss.Targets.Answers)
            RegressionErrors.Add(outputs[i] - loss.Targets[target, i], own);
    }

    public override double[] Compute()
    {
        double sum = 0;
        double[] total = new double[RegressionErrors.Sums];
        for (int place = 0; place < targets.Length; place++)
        {
            sum += losses[place];
            for (int i = 0; i < total.Length; i++)
                total[i] += sums[place * total.Length + i];
        }
        return [sum / targets.Length, .. RegressionErrors.Measure(total)];
    }
}
