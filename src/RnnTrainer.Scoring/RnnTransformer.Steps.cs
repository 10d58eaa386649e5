using RnnTrainer.Scoring;
using RnnTrainer.Values;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// Returns the scores after each step of a sequence: the <c>Score</c> after its first step, after its first two, and so on, each as if
    /// the sequence ended there. The last one is the <c>Score</c> of the whole sequence, or of its last step, bit for bit.
    /// </summary>
    /// <remarks>
    /// <para>
    /// If the network reads blocks of steps (<see cref="RnnModel.BlockSteps"/> above 1), a step is a block: the results are those after the
    /// first block, the first two, and so on; the last block may be incomplete.
    /// </para>
    /// <para>
    /// A unidirectional network reads the sequence once. A bidirectional network, one that normalizes each sequence
    /// (<see cref="RnnNormalization.SequenceMeanVariance"/>), or one with a highway, for which the remaining steps are 0, reads every
    /// prefix anew, so that its time grows with the square of the number of steps. Thread-safe.
    /// </para>
    /// </remarks>
    /// <param name="sequence">
    /// [time steps, input size], row-major, as the features in training; one or more steps. For a network trained on sequences of one
    /// length, at most <see cref="RnnModel.TimeSteps"/>; fewer are allowed.
    /// </param>
    /// <returns>
    /// [time steps][outputs], or [blocks][outputs]: after each, the probability of each class, the binary logit, or the numbers, as in
    /// <c>Score</c>.
    /// </returns>
    /// <exception cref="RnnInputException">
    /// The sequence is empty, ends with an incomplete step, has too many steps, or contains an unknown token.
    /// </exception>
    public IReadOnlyList<float[]> ScoreEachStep(ReadOnlySpan<float> sequence)
    {
        CheckSequence(sequence);
        return new StepScorer(scorer).Score(sequence);
    }

    /// <summary>Creates a stream, which scores a sequence step by step as it arrives.</summary>
    /// <remarks>All streams share the network's weights. Thread-safe.</remarks>
    /// <exception cref="NotSupportedException">
    /// A layer reads backward, or each sequence is normalized separately (<see cref="RnnNormalization.SequenceMeanVariance"/> and
    /// <see cref="RnnNormalization.SequenceMinMax"/>), or there is a highway (<see cref="RnnModel.HasHighway"/>): the result of a step then
    /// depends on later steps.
    /// </exception>
    public RnnStreamScorer CreateStream() => new(Model);

    /// <summary>
    /// Returns the weight that <see cref="RnnPooling.Attention"/> gives to each step of a sequence, the share of the step's state in the
    /// pooled state.
    /// </summary>
    /// <remarks>If the network reads blocks of steps (<see cref="RnnModel.BlockSteps"/> above 1), a step is a block. Thread-safe.</remarks>
    /// <param name="sequence">The sequence, as in <see cref="ScoreEachStep"/>.</param>
    /// <returns>[time steps], or [blocks]: weights from 0 to 1 whose sum is 1; all NaN if the sequence's <c>Score</c> is NaN.</returns>
    /// <exception cref="InvalidOperationException">The network was trained without attention.</exception>
    /// <exception cref="RnnInputException">
    /// The sequence is empty, ends with an incomplete step, has too many steps, or contains an unknown token.
    /// </exception>
    public float[] AttentionWeights(ReadOnlySpan<float> sequence)
    {
        if (!Model.Pooling.HasFlag(RnnPooling.Attention))
        {
            throw new InvalidOperationException($"This network has no attention: its pooling is {Model.Pooling}. "
                + $"Train one with {nameof(RnnPooling)}.{nameof(RnnPooling.Attention)}.");
        }
        CheckSequence(sequence);
        return scorer.StepWeights(sequence);
    }

    private void CheckSequence(ReadOnlySpan<float> sequence)
    {
        int inputs = Model.InputSize, steps = sequence.Length / inputs;
        if (sequence.IsEmpty)
            throw new RnnInputException(Model, $"The sequence is empty. Pass at least one step of {CountText.Of(inputs, "input")}.");
        if (sequence.Length % inputs != 0)
        {
            throw new RnnInputException(
                Model, $"The sequence holds {CountText.Of(sequence.Length, "value")}, but this network takes {inputs} inputs per step. "
                    + "Give it whole steps.");
        }
        if (steps > Model.TimeSteps)
        {
            throw new RnnInputException(
                Model, $"The sequence holds {steps} steps, but this network takes at most {Model.TimeSteps}, as in training. Cut it.");
        }
        if (Model.Network.Input.Embedding is { } table)
        {
            foreach (float token in sequence)
            {
                if (!table.Has(token))
                {
                    throw new RnnInputException(Model, FormattableString.Invariant(
                        $"The sequence holds {token}, but this network knows tokens 0 to {table.LargestToken} only."));
                }
            }
        }
    }
}
