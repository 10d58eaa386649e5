using RnnTrainer.Model;
using RnnTrainer.Scoring;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Scores a sequence step by step, as it arrives. Created by <see cref="RnnTransformer.CreateStream"/> or
/// <see cref="RnnStreaming.CreateStream"/>.
/// </summary>
/// <remarks>
/// <para>
/// Each <see cref="Push(ReadOnlySpan{float})"/> takes the time of one step, however long the sequence, allocates nothing, and gives the
/// same bits as scoring the whole sequence up to there.
/// </para>
/// A stream holds what one step leaves to the next; all streams of a network share its weights, so that thousands of them cost little
/// more than their states. One thread at a time may use a stream; different streams may be used on different threads at once.
/// </remarks>
/// <example>
/// <code>
/// RnnStreamScorer stream = network.CreateStream();
/// foreach (float[] reading in readings)                               // [inputs]
///     Console.WriteLine(stream.Push(reading)[0]);                     // the score after all readings so far
/// </code>
/// </example>
public sealed class RnnStreamScorer
{
    private readonly SequenceStream sequence;

    internal RnnStreamScorer(RnnModel model)
    {
        CheckReadsStepByStep(model);
        Model = model;
        sequence = new(SequenceScorer.Of(model));
    }

    /// <summary>Gets the network.</summary>
    public RnnModel Model { get; }

    /// <summary>Gets the number of steps pushed since the stream was created, or since <see cref="Reset"/>.</summary>
    public long Steps => sequence.Steps;

    /// <summary>Gets the number of bytes that <see cref="Save(Span{byte})"/> writes, the same for all streams of a network.</summary>
    public int StateSize => StreamFormat.SizeOf(sequence.Values.Length);

    /// <summary>Adds the next step of the sequence, and returns the scores after all steps so far.</summary>
    /// <remarks>
    /// <para>
    /// If the network reads blocks of steps (<see cref="RnnModel.BlockSteps"/> above 1), an incomplete block is filled with each input's
    /// mean, as at the end of a sequence. Missing values (NaN) are filled as set by <see cref="RnnModel.MissingValues"/>; if they are not
    /// filled, the scores are NaN until <see cref="Reset"/>.
    /// </para>
    /// <para>
    /// A network that was trained on sequences of one length accepts more than <see cref="RnnModel.TimeSteps"/> steps, but was not trained
    /// for them.
    /// </para>
    /// </remarks>
    /// <param name="step">The inputs of the step, [input size], as in training; for a network of tokens, one token.</param>
    /// <returns>
    /// [outputs]: the probability of each class, the binary logit, the numbers or the quantiles, as in <c>Score</c>; with outputs at each
    /// step, those of this step. Valid until the next push.
    /// </returns>
    /// <exception cref="RnnInputException">The step has a different number of inputs, or is an unknown token.</exception>
    public ReadOnlySpan<float> Push(params ReadOnlySpan<float> step)
    {
        int inputs = Model.InputSize;
        if (step.Length != inputs)
        {
            throw new RnnInputException(Model, $"The step holds {CountText.Of(step.Length, "value")}, but this network takes "
                + $"{CountText.Of(inputs, "input")} per step. Push one whole step at a time.");
        }
        if (Model.Network.Input.Embedding is { } table && !table.Has(step[0]))
            throw UnknownToken(step[0], table.LargestToken);
        sequence.Add(step);
        return sequence.Score();
    }

    /// <summary>Discards all steps: the next step starts another sequence.</summary>
    public void Reset() => sequence.Reset();

    /// <summary>Saves the state, which <see cref="Restore(ReadOnlySpan{byte})"/> can read in any process and on any machine.</summary>
    /// <param name="destination">Receives <see cref="StateSize"/> bytes, at its start.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Save(Span<byte> destination)
    {
        if (destination.Length < StateSize)
        {
            throw new ArgumentException(
                $"The state has {StateSize} bytes ({nameof(StateSize)}), but the destination has {destination.Length}.",
                nameof(destination));
        }
        State().CopyTo(destination);
    }

    /// <inheritdoc cref="Save(Span{byte})" path="/summary"/>
    /// <param name="stream">The stream to write to, at its current position. It stays open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(State());
    }

    /// <summary>Restores a saved state, so that the sequence continues where it was saved.</summary>
    /// <param name="state">A state written by <see cref="Save(Span{byte})"/>: <see cref="StateSize"/> bytes.</param>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, are not a stream's state, or belong to another network. This stream is not changed.
    /// </exception>
    public void Restore(ReadOnlySpan<byte> state)
    {
        (long steps, float[] values) =
            StreamFormat.Read(state.ToArray(), NetworkFingerprint.Of(Model), sequence.Values.Length);
        sequence.Set(steps, values);
    }

    /// <inheritdoc cref="Restore(ReadOnlySpan{byte})" path="/summary"/>
    /// <param name="stream">The stream to read <see cref="StateSize"/> bytes from, at its current position. It stays open.</param>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, are not a stream's state, or belong to another network. This stream is not changed.
    /// </exception>
    public void Restore(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] state = new byte[StateSize];
        int count = stream.ReadAtLeast(state, state.Length, throwOnEndOfStream: false);
        Restore(state.AsSpan(0, count));
    }

    private byte[] State() => StreamFormat.Write(NetworkFingerprint.Of(Model), sequence.Steps, sequence.Values);

    private RnnInputException UnknownToken(float token, int largest) => new(Model, FormattableString.Invariant(
        $"The step holds {token}, but this network knows tokens 0 to {largest} only."));

    private static void CheckReadsStepByStep(RnnModel model)
    {
        const string or = "or score whole sequences with Transform or ScoreEachStep.";
        if (model.Network.Layers.Any(layer => layer.Bidirectional))
        {
            throw new NotSupportedException(
                $"This network also reads backward, so a step depends on later ones. Train it with Bidirectional = false, {or}");
        }
        if (model.Network.Input.Categories.Count > 0)
        {
            throw new NotSupportedException(
                $"This network has inputs for whole sequences ({model.Network.Input.Categories}), which steps do not contain. "
                + "Forecast with it.");
        }
        if (model.HasHighway)
        {
            throw new NotSupportedException(
                $"This network has a highway, which reads all steps of a sequence at once. Train it without, {or}");
        }
        if (model.Network.Input.Normalization.IsOfSequence)
        {
            throw new NotSupportedException($"This network normalizes each sequence ({model.Normalization}), which later steps "
                + $"change. Train it with {nameof(RnnNormalization)}.{nameof(RnnNormalization.MeanVariance)}, {or}");
        }
    }
}
