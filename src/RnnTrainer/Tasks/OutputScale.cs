using RnnTrainer.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Tasks;

/// <summary>
/// What the outputs of a network in training mean: output i stands for the value i·factor + offset. The network that is learned gives the
/// values themselves, as the scale is folded into its linear head.
/// </summary>
/// <param name="Offsets">[outputs]; empty: outputs are the values.</param>
/// <param name="Factors">[outputs], each above 0; empty: outputs are the values.</param>
internal sealed record OutputScale(double[] Offsets, double[] Factors)
{
    /// <summary>Outputs are the values.</summary>
    public static OutputScale None { get; } = new([], []);

    /// <summary>
    /// Mean and deviation of each number over the targets that count, so that training sees standardized numbers. One that never
    /// changes has the factor 1.
    /// </summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">Numbers of the rows that are trained on.</param>
    /// <param name="outputs">Outputs of the network: as many for each number.</param>
    /// <exception cref="InvalidOperationException">No row counts.</exception>
    public static OutputScale Of(LabelledSequences data, IReadOnlyList<int> rows, int outputs)
    {
        NumberTargets targets = (NumberTargets)data.Targets;
        (int Target, float Weight)[] counting = [.. from row in rows
                                                    let own = data.Sequences.Weight(row)
                                                    where own > 0
                                                    from target in targets.Of([row])
                                                    select (target, own)];
        if (counting.Length == 0)
        {
            throw new InvalidOperationException(
                $"All {rows.Count} training rows have weight 0. Give at least one row a weight above 0.");
        }
        double weight = counting.Sum(one => (double)one.Weight);
        (double Mean, double Deviation)[] moments = [.. Enumerable.Range(0, targets.Size).Select(MomentsOf)];
        int each = outputs / targets.Size;
        return new([.. Enumerable.Range(0, outputs).Select(i => moments[i / each].Mean)],
            [.. Enumerable.Range(0, outputs).Select(i => moments[i / each].Deviation)]);

        (double, double) MomentsOf(int number)
        {
            double first = targets[counting[0].Target][number];
            if (counting.All(one => targets[one.Target][number] == first))
                return (first, 1);
            double mean = counting.Sum(one => one.Weight * targets[one.Target][number]) / weight;
            double deviation = Math.Sqrt(counting.Sum(one => one.Weight * Math.Pow(targets[one.Target][number] - mean, 2)) / weight);
            return (mean, (float)deviation > 0 ? deviation : 1); // no score, which is a Single, could tell less
        }
    }

    /// <summary>The parameters of the network that is learned, of those in training.</summary>
    public float[] Fold(NetworkSpec network, ReadOnlySpan<float> parameters) =>
        Change(network, parameters, (weight, factor) => weight * factor, (bias, factor, offset) => bias * factor + offset);

    /// <summary>The parameters to train on from, of a network that was learned.</summary>
    public float[] Unfold(NetworkSpec network, ReadOnlySpan<float> parameters) =>
        Change(network, parameters, (weight, factor) => weight / factor, (bias, factor, offset) => (bias - offset) / factor);

    private float[] Change(NetworkSpec network, ReadOnlySpan<float> parameters, Func<double, double, double> weight,
        Func<double, double, double, double> bias)
    {
        float[] changed = parameters.ToArray();
        ParameterLayout layout = new(network);
        Span<float> weights = changed.AsSpan(layout.HeadWeights.Place), biases = changed.AsSpan(layout.HeadBias.Place);
        for (int i = 0; i < Factors.Length; i++)
        {
            Scale(weights.Slice(i * network.PooledSize, network.PooledSize), Factors[i]);
            biases[i] = (float)bias(biases[i], Factors[i], Offsets[i]);
        }
        if (network.Highway is { } highway)
        {
            // All outputs of a number have its factor.
            Span<float> numbers = changed.AsSpan(layout[ParameterRole.HighwayWeights, 0, 0].Place);
            for (int i = 0; i < Factors.Length; i += network.Head.OutputsEach)
                Scale(numbers.Slice(i / network.Head.OutputsEach * highway.Inputs, highway.Inputs), Factors[i]);
        }
        return changed;

        void Scale(Span<float> row, double factor)
        {
            foreach (ref float value in row)
                value = (float)weight(value, factor);
        }
    }
}
