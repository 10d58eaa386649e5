using System.Collections.Concurrent;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>Brings the inputs of sequences to scale, in training, validation and scoring alike. Any number of threads may use it.</summary>
internal sealed class SequenceNormalizer
{
    private readonly InputSpec input;
    private readonly InputScales? measured;                     // null: each sequence has its own
    private readonly ConcurrentBag<ScaleMeasure> measures = []; // as many as threads have used at once

    private SequenceNormalizer(InputSpec input)
    {
        this.input = input;
        measured = InputNormalization.IsMeasured(input.Normalization.Kind) ? new(input.Normalization) : null;
    }

    /// <summary>What a network asks for; null where its inputs stay as they are.</summary>
    public static SequenceNormalizer? Of(InputSpec input) =>
        input.Normalization.Kind == RnnNormalization.None ? null : new(input);

    /// <param name="sequence">[time steps x inputs], the valid steps only.</param>
    public void Apply(Span<float> sequence)
    {
        if (measured is not null)
        {
            measured.Apply(sequence);
            return;
        }
        ScaleMeasure measure =
            measures.TryTake(out ScaleMeasure? free) ? free : CreateMeasure();
        measure.Measure(sequence);
        measure.Result.Apply(sequence);
        measures.Add(measure);
    }

    private ScaleMeasure CreateMeasure() => ScaleMeasure.Create(input.Normalization.Kind, input.Size, input.FillsMissing);
}
