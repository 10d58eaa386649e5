using RnnTrainer.Model;
using RnnTrainer.Scoring;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// A sequence that comes step by step, and what a network says of it so far. Made by <see cref="RnnTransformer.CreateStream"/> or
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

    /// <summary>The network.</summary>
    public RnnModel Model { get; }

    /// <summary>Steps pushed since the stream was made, or since <see cref="Reset"/>.</summary>
    public long Steps => sequence.Steps;

    /// <summary>Bytes that <see cref="Save(Span{byte})"/> writes: the same number for all streams of a network.</summary>
    public int StateSize => StreamFormat.SizeOf(sequence.Values.Length);

    /// <summary>Takes the next step of the sequence, and says what the network makes of all steps so far.</summary>
    /// <remarks>
    /// <para>
    /// Where the network reads blocks of steps (<see cref="RnnModel.BlockSteps"/> above 1), each input's mean stands for the steps that the
    /// block under way still lacks, as at the end of a sequence. Missing values (NaN) are filled as
    /// <see cref="RnnModel.MissingValues"/> says; where they are not, the scores are NaN from then on, until <see cref="Reset"/>.
    /// </para>
    /// A network that was trained on sequences of one length takes more steps than <see cref="RnnModel.TimeSteps"/>, too: it then reads
    /// further than it was trained to.
    /// </remarks>
    /// <param name="step">[input size], as the features were in training; where the network reads tokens, one token.</param>
    /// <returns>
    /// [outputs]: the probability of each class, the logit of yes, the numbers or the quantiles, as <c>Score</c> has them; of a network
    /// with outputs at each step, those of this step. They stay until the next push.
    /// </returns>
    /// <exception cref="RnnInputException">The step has another number of inputs, or is a token that the network does not know.</exception>
    public ReadOnlySpan<float> Push(params ReadOnlySpan<float> step)
    {
        int inputs = Model.InputSize;
        if (step.Length != inputs)
        {
            throw new RnnInputException(Model, $"The step holds {CountText.Of(step.Length, "value")}, but this network takes "
                + $"{CountText.Of(inputs, "input")} a step. Push one whole step at a time.");
        }
        if (Model.Network.Input.Embedding is { } table && !table.Has(step[0]))
            throw UnknownToken(step[0], table.LargestToken);
        sequence.Add(step);
        return sequence.Score();
    }

    /// <summary>Forgets all steps: the next one is the first of another sequence.</summary>
    public void Reset() => sequence.Reset();

    /// <summary>Writes the state, which <see cref="Restore(ReadOnlySpan{byte})"/> reads in any process and on any machine.</summary>
    /// <param name="destination">Receives <see cref="StateSize"/> bytes at its beginning.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Save(Span<byte> destination)
    {
        if (destination.Length < StateSize)
        {
            throw new ArgumentException(
                $"The state takes {StateSize} bytes ({nameof(StateSize)}), but there is room for {destination.Length}.",
                nameof(destination));
        }
        State().CopyTo(destination);
    }

    /// <inheritdoc cref="Save(Span{byte})" path="/summary"/>
    /// <param name="stream">Where the bytes go, from where it stands. It stays open.</param>
    /// <exception cref="IOException">The stream cannot take them.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(State());
    }

    /// <summary>Goes on where a stream stood when its state was saved.</summary>
    /// <param name="state">What <see cref="Save(Span{byte})"/> wrote: <see cref="StateSize"/> bytes.</param>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, not the state of a stream, or that of another network. The stream stays as it was.
    /// </exception>
    public void Restore(ReadOnlySpan<byte> state)
    {
        (long steps, float[] values) =
            StreamFormat.Read(state.ToArray(), NetworkFingerprint.Of(Model), sequence.Values.Length);
        sequence.Set(steps, values);
    }

    /// <inheritdoc cref="Restore(ReadOnlySpan{byte})" path="/summary"/>
    /// <param name="stream">Read from where it stands: <see cref="StateSize"/> bytes. It stays open.</param>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, not the state of a stream, or that of another network. This stream stays as it was.
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
        $"The step holds {token}, but this network knows the tokens 0 to {largest}. Push one of those."));

    private static void CheckReadsStepByStep(RnnModel model)
    {
        const string or = "or score whole sequences with Transform or ScoreEachStep.";
        if (model.Network.Layers.Any(layer => layer.Bidirectional))
        {
            throw new NotSupportedException(
                $"This network reads backward too, so a step needs those after it. Train it with Bidirectional = false, {or}");
        }
        if (model.Network.Input.Categories.Count > 0)
        {
            throw new NotSupportedException(
                $"This network reads what a sequence is as a whole ({model.Network.Input.Categories}), which no step says. "
                + "Forecast with it.");
        }
        if (model.HasHighway)
        {
            throw new NotSupportedException(
                $"This network has a highway, which reads all steps of a sequence at once. Train it without, {or}");
        }
        if (model.Network.Input.Normalization.IsOfSequence)
        {
            throw new NotSupportedException($"This network takes each sequence at its own scale ({model.Normalization}), which later steps "
                + $"change. Train it with {nameof(RnnNormalization)}.{nameof(RnnNormalization.MeanVariance)}, {or}");
        }
    }
}
