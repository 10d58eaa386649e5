using RnnTrainer.Scoring;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// How the network's opinion develops while it reads a sequence: the probabilities after its first step, after its first two,
    /// and so on, each as if the sequence ended there. The last ones are the <c>Score</c> of the whole sequence, bit for bit.
    /// </summary>
    /// <remarks>
    /// A network of one direction passes over the sequence once. One of both directions reads every beginning anew, so that its
    /// time grows with the square of the number of steps. Safe to call from many threads.
    /// </remarks>
    /// <param name="sequence">
    /// [time steps, input size], row-major, scaled as the features were in training: one step or more. Where the network was trained
    /// on sequences of one length, no more than <see cref="RnnModel.TimeSteps"/>; a beginning is welcome.
    /// </param>
    /// <returns>[time steps][classes]: the probability of each class after each step, in the order of <c>Score</c>.</returns>
    /// <exception cref="ArgumentException">The sequence does not consist of whole steps, of at least one, or of too many.</exception>
    public IReadOnlyList<float[]> ScoreEachStep(ReadOnlySpan<float> sequence)
    {
        int steps = sequence.Length / Model.InputSize;
        if (steps == 0 || sequence.Length % Model.InputSize != 0)
        {
            throw new ArgumentException(
                $"The sequence holds {sequence.Length} values; wanted: one or more steps of {Model.InputSize} values, one step after the other.", nameof(sequence));
        }
        if (steps > Model.TimeSteps)
        {
            throw new ArgumentException(
                $"The sequence holds {steps} steps of {Model.InputSize} values; wanted: at most {Model.TimeSteps}, as in training.", nameof(sequence));
        }
        return new StepScorer(scorer).Score(sequence);
    }
}
