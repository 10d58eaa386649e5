using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Tasks;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Training;

/// <summary>
/// Decides how inputs are brought to scale, and measures what that takes on the rows that are trained on: each shard of them apart, by
/// whoever keeps it, so that the sums have the same bits on any number of ranks.
/// </summary>
/// <param name="data">The data.</param>
/// <param name="rows">Numbers of the training rows that are trained on; those of weight 0 are left out here too.</param>
/// <param name="context">Logs what was chosen.</param>
/// <param name="ranks">The processes that keep the shards, each some.</param>
internal sealed class NormalizationChoice(TrainingData data, IReadOnlyList<int> rows, RunContext context, RankGroup ranks)
{
    private const int RowsBetweenChecks = 1024;

    private readonly SequenceSource source = data.Training.Sequences;
    private readonly IReadOnlyList<int>[] shards = data.Training.Sequences.Shards.Divide(rows);
    private readonly float[] sequence = new float[data.Training.Sequences.MaxTimeSteps * data.Training.Sequences.InputSize];

    /// <summary>The normalization that the network to start from has, or else what was asked for.</summary>
    public InputNormalization Choose(RnnNormalization asked)
    {
        if (data.Network.Input.Embedding is not null || source.IsAtScale)
            return InputNormalization.None;
        if (data.Initial is not null)
        {
            InputNormalization kept = data.Network.Input.Normalization;
            context.Info($"Normalization {kept.Kind}: taken from the initial network.");
            return kept;
        }
        if (asked != RnnNormalization.Auto)
        {
            context.Info($"Normalization {asked}: set by the options.");
            return WithMeans(Measure(asked));
        }
        bool isNeeded = AnyOutsideOne();
        (RnnNormalization kind, string reason) = isNeeded ? (RnnNormalization.MeanVariance, "there are values outside -1..1")
            : (RnnNormalization.None, "all values lie in -1..1");
        context.Info($"Normalization {kind}: {reason}.");
        return WithMeans(Measure(kind));
    }

    // Missing values (NaN) left out.
    private bool AnyOutsideOne() => OfAllShards(shard =>
        [TrainedOn(shard).Any(length => TensorPrimitives.MaxMagnitudeNumber<float>(sequence.AsSpan(0, length)) is < -1 or > 1) ? 1 : 0])
        .Any(ofShard => ofShard[0] == 1);

    private InputNormalization Measure(RnnNormalization kind)
    {
        if (!InputNormalization.IsMeasured(kind))
            return InputNormalization.None with { Kind = kind };
        ScaleMeasure measure = ScaleMeasure.Create(kind, data.Network.Input.Size, data.Network.Input.FillsMissing);
        measure.Begin();
        do
            AddAll(measure, normalizer: null);
        while (measure.EndPass());
        Span<double> scales = measure.Result.Scales[..measure.Result.Inputs];
        if (scales.Count(0) is var still and > 0)
            context.Info($"{still} of {scales.Length} inputs never change in the training rows. The network reads them as 0.");
        return new InputNormalization(kind, new(measure.Result.Offsets[..scales.Length].ToArray()), new(scales.ToArray()));
    }

    private InputNormalization WithMeans(InputNormalization normalization)
    {
        InputSpec input = data.Network.Input with { Normalization = normalization };
        if (!input.HasGaps || InputNormalization.IsCentered(normalization.Kind))
            return normalization;
        SequenceNormalizer? normalizer = SequenceNormalizer.Of(input);
        MeanVarianceMeasure measure = new(input.Size, input.FillsMissing);
        measure.Begin();
        AddAll(measure, normalizer);
        measure.EndPass();
        return normalization with { Means = new(measure.Result.Offsets[..input.Size].ToArray()) };
    }

    private void AddAll(ScaleMeasure measure, SequenceNormalizer? normalizer)
    {
        IEnumerable<double[]> sums = OfAllShards(shard =>
        {
            foreach (int length in TrainedOn(shard))
            {
                normalizer?.Apply(sequence.AsSpan(0, length));
                measure.Add(sequence.AsSpan(0, length));
            }
            return measure.TakeSums();
        });
        foreach (double[] ofShard in sums)
            measure.AddSums(ofShard);
    }

    // What comes out for each shard, in their order, the same on every rank: as many numbers for each.
    private double[][] OfAllShards(Func<int, double[]> measure)
    {
        RowShards all = source.Shards;
        double[][] mine = ranks.Together(Mine); // a rank that is cancelled or cannot read must not keep the others waiting
        if (all.AreAllHere)
            return mine;
        byte[] message = [.. mine.SelectMany(ofShard => MemoryMarshal.AsBytes(ofShard.AsSpan()).ToArray())];
        double[] joined = [.. ranks.Gather(message).SelectMany(ofRank => MemoryMarshal.Cast<byte, double>(ofRank).ToArray())];
        return [.. joined.Chunk(joined.Length / all.Count)];

        double[][] Mine() => [.. Enumerable.Range(all.First, all.End - all.First).Select(measure)];
    }

    // The lengths of a shard's rows that count, each while its values stand in the array.
    private IEnumerable<int> TrainedOn(int shard)
    {
        IReadOnlyList<int> ofShard = shards[shard];
        for (int i = 0; i < ofShard.Count; i++)
        {
            if (i % RowsBetweenChecks == 0)
                context.CheckAlive();
            if (source.Weight(ofShard[i]) == 0)
                continue;
            source.CopyTo(ofShard[i], sequence);
            yield return source.Length(ofShard[i]);
        }
    }
}
