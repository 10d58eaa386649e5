using System.Numerics.Tensors;
using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Tasks;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Training;

/// <summary>Decides how inputs are brought to scale, and measures what that takes on the rows that are trained on.</summary>
/// <param name="data">The data.</param>
/// <param name="rows">Numbers of the training rows that are trained on; those of weight 0 are left out here too.</param>
/// <param name="context">Logs what was chosen.</param>
internal sealed class NormalizationChoice(TrainingData data, IReadOnlyList<int> rows, RunContext context)
{
    private const int RowsBetweenChecks = 1024;

    private readonly SequenceSource source = data.Training.Sequences;
    private readonly float[] sequence = new float[data.Training.Sequences.MaxTimeSteps * data.Training.Sequences.InputSize];

    /// <summary>The normalization that the network to start from has, or else what was asked for.</summary>
    public InputNormalization Choose(RnnNormalization asked)
    {
        if (data.Network.Input.Embedding is not null || source.IsAtScale)
            return InputNormalization.None;
        if (data.Initial is not null)
        {
            InputNormalization kept = data.Network.Input.Normalization;
            context.Info($"Normalization {kept.Kind}: that of the network to start from.");
            return kept;
        }
        if (asked != RnnNormalization.Auto)
        {
            context.Info($"Normalization {asked}: as the options say.");
            return WithMeans(Measure(asked));
        }
        bool isNeeded = AnyOutsideOne();
        (RnnNormalization kind, string reason) = isNeeded ? (RnnNormalization.MeanVariance, "there are values outside -1..1")
            : (RnnNormalization.None, "all values lie in -1..1");
        context.Info($"Normalization {kind}: {reason}.");
        return WithMeans(Measure(kind));
    }

    // Missing values (NaN) left out.
    private bool AnyOutsideOne() =>
        TrainedOn().Any(length => TensorPrimitives.MaxMagnitudeNumber<float>(sequence.AsSpan(0, length)) is < -1 or > 1);

    private InputNormalization Measure(RnnNormalization kind)
    {
        if (!InputNormalization.IsMeasured(kind))
            return InputNormalization.None with { Kind = kind };
        ScaleMeasure measure = ScaleMeasure.Create(kind, data.Network.Input.Size, data.Network.Input.FillsMissing);
        measure.Begin();
        do
        {
            foreach (int length in TrainedOn())
                measure.Add(sequence.AsSpan(0, length));
        }
        while (measure.EndPass());
        Span<double> scales = measure.Result.Scales[..measure.Result.Inputs];
        if (scales.Count(0) is var still and > 0)
            context.Info($"Inputs that never change in the training rows: {still} of {scales.Length}. The network sees 0 there.");
        return new InputNormalization(kind, new(measure.Result.Offsets[..scales.Length].ToArray()), new(scales.ToArray()));
    }

    private InputNormalization WithMeans(InputNormalization normalization)
    {
        InputSpec input = data.Network.Input with { Normalization = normalization };
        if (!input.HasGaps || InputNormalization.IsCentred(normalization.Kind))
            return normalization;
        SequenceNormalizer? normalizer = SequenceNormalizer.Of(input);
        MeanVarianceMeasure measure = new(input.Size, input.FillsMissing);
        measure.Begin();
        foreach (int length in TrainedOn())
        {
            normalizer?.Apply(sequence.AsSpan(0, length));
            measure.Add(sequence.AsSpan(0, length));
        }
        measure.EndPass();
        return normalization with { Means = new(measure.Result.Offsets[..input.Size].ToArray()) };
    }

    // The lengths of the rows that count, each while its values stand in the array.
    private IEnumerable<int> TrainedOn()
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (i % RowsBetweenChecks == 0)
                context.CheckAlive();
            if (source.Weight(rows[i]) == 0)
                continue;
            source.CopyTo(rows[i], sequence);
            yield return source.Length(rows[i]);
        }
    }
}
