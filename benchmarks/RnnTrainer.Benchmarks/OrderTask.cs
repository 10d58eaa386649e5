using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// A task of temporal order, after Hochreiter and Schmidhuber 1997 (their experiment 6): two events in a noisy sequence, each of
/// one of two kinds, say the class: which kind came first and which second, four classes. The first event lies in the first
/// third, the second in the second half, so that a long sequence cannot be told from its beginning.
/// </summary>
/// <remarks>
/// Event kind k is a value of about 1 in channel k, in one step. The noise of these channels ends below where events begin, so
/// that whole sequences can all be told right; channel 2 is noise that means nothing.
/// </remarks>
internal sealed class OrderTask
{
    public const int Channels = 3, Kinds = 2, ClassCount = Kinds * Kinds, LeastSteps = 10, MostSteps = 120;

    // Uniform to both sides: 1 - 0.4 > 0.4.
    private const float Noise = 0.4f, MeaninglessNoise = 1;

    private readonly (float[] Features, uint Class, int[] Events)[] rows;

    /// <param name="count">
    /// Sequences, whose lengths from <see cref="LeastSteps"/> to <see cref="MostSteps"/> are equally likely.
    /// </param>
    /// <param name="seed">Where all random numbers come from.</param>
    public OrderTask(int count, int seed)
    {
        Random random = new(seed);
        rows = [.. Enumerable.Range(0, count).Select(_ => Draw(random))];
    }

    /// <summary>The sequences, VarVector&lt;Single&gt;, each cut to <paramref name="steps"/> where it is longer.</summary>
    public IDataView View(MLContext ml, int steps = MostSteps) => SequenceRow.View(ml,
        [.. from row in rows select new SequenceRow { Features = [.. row.Features.Take(steps * Channels)], Label = row.Class }],
        ClassCount);

    /// <summary>
    /// The accuracy that nobody can expect to exceed who sees so many steps: an event that is not seen is of either kind.
    /// </summary>
    public double BestAccuracy(int steps = MostSteps) =>
        rows.Average(row => row.Events.Aggregate(1.0, (chance, at) => at < steps ? chance : chance / Kinds));

    private static (float[], uint, int[]) Draw(Random random)
    {
        int steps = random.Next(LeastSteps, MostSteps + 1);
        float[] values = new float[steps * Channels];
        for (int i = 0; i < values.Length; i++)
            values[i] = (2 * random.NextSingle() - 1) * (i % Channels < Kinds ? Noise : MeaninglessNoise);
        int[] events = [random.Next(steps / 3), random.Next(steps / 2, steps)];
        int[] kinds = [random.Next(Kinds), random.Next(Kinds)];
        foreach ((int at, int kind) in events.Zip(kinds))
            values[at * Channels + kind] += 1;
        return (values, (uint)(kinds[0] * Kinds + kinds[1]), events);
    }
}
