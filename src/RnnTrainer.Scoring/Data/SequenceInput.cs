using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>
/// Carries sequences from their values, as the data give them, to what the first layer reads: the one way there in training, validation
/// and scoring. Any number of threads may use it.
/// </summary>
internal sealed class SequenceInput
{
    private readonly InputSpec input;
    private readonly float[] means; // of each input, as the network sees it
    private readonly SequenceNormalizer? normalizer;
    private readonly MissingValueFiller? filler;

    /// <param name="input">What the network reads.</param>
    public SequenceInput(InputSpec input)
    {
        this.input = input;
        means = input.Normalization.Means is { Count: > 0 } measured ? [.. measured.Select(mean => (float)mean)] : new float[input.Size];
        normalizer = SequenceNormalizer.Of(input);
        filler = MissingValueFiller.Of(input, means);
    }

    /// <summary>Values at each step of the network: what the first layer reads, or the token that stands for it.</summary>
    public int StepSize => input.StepValues;

    /// <summary>Steps that the network takes over a sequence.</summary>
    /// <param name="length">Values of the sequence, whole steps of the data.</param>
    public int StepsOf(int length) => input.NetworkSteps(length / input.Size);

    /// <summary>Values that the first layer reads of a sequence: room for these is needed where it is to be made ready.</summary>
    /// <param name="length">Values of the sequence, whole steps of the data.</param>
    public int RoomOf(int length) => checked(StepsOf(length) * StepSize);

    /// <summary>Makes the values of a sequence what augmentation changes: at scale, and none of them missing.</summary>
    /// <param name="sequence">[time steps of the data x inputs]; the new values take their place.</param>
    public void Prepare(Span<float> sequence) => Prepare(sequence, means);

    /// <summary>Values that <see cref="PrepareStep"/> takes from step to step: one for each input, or none.</summary>
    public int CarriedSize => input.CarriesValues ? input.Size : 0;

    /// <summary>Sets these values to what they are before the first step.</summary>
    public void Begin(Span<float> carried) => means.AsSpan(0, carried.Length).CopyTo(carried);

    /// <summary>
    /// The same as <see cref="Prepare(Span{float})"/> for a sequence that comes step by step; scales must not be of the sequence.
    /// </summary>
    /// <param name="step">[inputs]; the new values take their place.</param>
    /// <param name="carried">What the step before left, as <see cref="CarriedSize"/> says; receives what this one leaves.</param>
    public void PrepareStep(Span<float> step, Span<float> carried)
    {
        Prepare(step, carried);
        step[..carried.Length].CopyTo(carried);
    }

    /// <summary>Makes prepared values whole steps of the network: each input's mean stands for what the last block lacks.</summary>
    /// <param name="values">[steps of the network x <see cref="StepSize"/>], the sequence's values first.</param>
    /// <param name="length">Values of the sequence.</param>
    public void Complete(Span<float> values, int length)
    {
        Span<float> lacking = values[length..RoomOf(length)];
        for (; lacking.Length > 0; lacking = lacking[means.Length..])
            means.CopyTo(lacking);
    }

    private void Prepare(Span<float> sequence, ReadOnlySpan<float> before)
    {
        if (filler is null)
            normalizer?.Apply(sequence);
        else
            filler.Fill(sequence, normalizer, before);
    }
}
