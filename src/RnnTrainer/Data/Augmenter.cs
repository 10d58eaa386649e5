namespace RnnTrainer.Data;

/// <summary>Changes sequences of numbers as <see cref="RnnAugmentation"/> says.</summary>
/// <param name="augmentation">What to do.</param>
/// <param name="seed">Seed of the run.</param>
/// <param name="purpose">The number of its stream of random numbers.</param>
internal sealed class Augmenter(RnnAugmentation augmentation, int seed, uint purpose) : SequenceChange
{
    private PictureWarp? warp; // for pictures of the size that all have; whichever thread needs it first makes it

    public override int TimeShift(long step, int place) => DrawShift(new RandomStream(seed, purpose, step, place), augmentation.TimeShift);

    public override void Apply(Span<float> sequence, int inputSize, long step, int place)
    {
        RandomStream random = new(seed, purpose, step, place);
        // The shift in time is drawn first, as TimeShift draws it.
        int timeShift = DrawShift(random, augmentation.TimeShift), inputShift = DrawShift(random, augmentation.InputShift);
        if (augmentation.IsPictureChanged)
        {
            warp ??= new(augmentation, sequence.Length / inputSize, inputSize);
            warp.Apply(sequence, random);
        }
        Shift(sequence, inputSize, timeShift, inputShift);
        if (augmentation.Noise > 0)
            random.AddNormal(sequence, augmentation.Noise);
    }

    /// <summary>x[t, i] = x[t - timeShift, i - inputShift], or 0 where that is outside.</summary>
    public static void Shift(Span<float> x, int inputSize, int timeShift, int inputShift)
    {
        int steps = x.Length / inputSize;
        if (Math.Abs(timeShift) >= steps || Math.Abs(inputShift) >= inputSize)
        {
            x.Clear();
            return;
        }
        if (timeShift == 0 && inputShift == 0)
            return;
        for (int k = 0; k < steps; k++)
        {
            // Away from where the values go, so that none is overwritten before it is moved.
            int t = timeShift > 0 ? steps - 1 - k : k, from = t - timeShift;
            Span<float> target = x.Slice(t * inputSize, inputSize);
            if (from < 0 || from >= steps)
                target.Clear();
            else
                ShiftStep(x.Slice(from * inputSize, inputSize), target, inputShift);
        }
    }

    private static void ShiftStep(ReadOnlySpan<float> source, Span<float> target, int shift)
    {
        if (shift >= 0)
        {
            source[..^shift].CopyTo(target[shift..]);
            target[..shift].Clear();
        }
        else
        {
            source[-shift..].CopyTo(target);
            target[^-shift..].Clear();
        }
    }

    private static int DrawShift(RandomStream random, int largest) => largest == 0 ? 0 : random.NextBelow(2 * largest + 1) - largest;
}
