using RnnTrainer.Scoring;
using RnnTrainer.Values;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// How the network's opinion develops while it reads a sequence: the <c>Score</c> after its first step, after its first two,
    /// and so on, each as if the sequence ended there. The last ones are the <c>Score</c> of the whole sequence, or of its last step,
    /// bit for bit.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Where the network reads blocks of steps (<see cref="RnnModel.BlockSteps"/> above 1), a step is a block: the results are those after
    /// the first block, the first two, and so on, and the last block may hold fewer steps.
    /// </para>
    /// A network of one direction passes over the sequence once. One of both directions, one that takes each sequence at its own scale
    /// (<see cref="RnnNormalization.SequenceMeanVariance"/>), or one with a highway, which takes 0 for the steps that follow, reads every
    /// beginning anew, so that its time grows with the square of the number of steps. Safe to call from many threads.
    /// </remarks>
    /// <param name="sequence">
    /// [time steps, input size], row-major, as the features were in training: one step or more. Where the network was
    /// trained on sequences of one length, at most <see cref="RnnModel.TimeSteps"/>; a beginning is welcome.
    /// </param>
    /// <returns>
    /// [time steps][outputs], or [blocks][outputs]: after each, the probability of each class, the logit of yes, or the numbers, as
    /// <c>Score</c> has them.
    /// </returns>
    /// <exception cref="RnnInputException">
    /// The sequence is empty, ends within a step, has too many steps, or a token that the network does not know.
    /// </exception>
    public IReadOnlyList<float[]> ScoreEachStep(ReadOnlySpan<float> sequence)
    {
        CheckSequence(sequence);
        return new StepScorer(scorer).Score(sequence);
    }

    /// <summary>Makes a stream: a sequence that comes step by step, and what the network says of it so far.</summary>
    /// <remarks>All streams share the network's weights. Safe to call from many threads.</remarks>
    /// <exception cref="NotSupportedException">
    /// A layer reads backward too, or each sequence has its own scale (<see cref="RnnNormalization.SequenceMeanVariance"/> and
    /// <see cref="RnnNormalization.SequenceMinMax"/>): what the network makes of a step then depends on later ones.
    /// </exception>
    public RnnStreamScorer CreateStream() => new(Model);

    /// <summary>
    /// The weight that <see cref="RnnPooling.Attention"/> gives each step of a sequence: how much of the step's state is in the summary
    /// that the output layer gets.
    /// </summary>
    /// <remarks>
    /// Where the network reads blocks of steps (<see cref="RnnModel.BlockSteps"/> above 1), a step is a block. Safe to call from many
    /// threads.
    /// </remarks>
    /// <param name="sequence">As for <see cref="ScoreEachStep"/>.</param>
    /// <returns>
    /// [time steps], or [blocks]: weights from 0 to 1 whose sum is 1; all NaN where the sequence makes a state NaN, as its <c>Score</c> is
    /// then.
    /// </returns>
    /// <exception cref="InvalidOperationException">The network was trained without attention.</exception>
    /// <exception cref="RnnInputException">
    /// The sequence is empty, ends within a step, has too many steps, or a token that the network does not know.
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
            throw new RnnInputException(Model, $"The sequence is empty. Give it one step of {CountText.Of(inputs, "input")} or more.");
        if (sequence.Length % inputs != 0)
        {
            throw new RnnInputException(
                Model, $"The sequence holds {CountText.Of(sequence.Length, "value")}, but this network takes {inputs} inputs a step. "
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
                        $"The sequence holds {token}, but this network knows the tokens 0 to {table.LargestToken}. Give it those."));
                }
            }
        }
    }
}
