namespace RnnTrainer.Data;

/// <summary>The last steps of a series, one after another in an array that begins again at its start when it is full.</summary>
/// <param name="capacity">Steps that are kept.</param>
/// <param name="size">Values of a step.</param>
internal sealed class StepRing(int capacity, int size)
{
    private const int FirstRoom = 16;

    // Grows until it has room for all, so that short series take little. Until then nothing is overwritten.
    private float[] values = [];
    private long count;

    /// <summary>Adds a step, whose values are to be written into what this returns: [size].</summary>
    public Span<float> Add()
    {
        int place = (int)(count++ % capacity);
        if ((place + 1L) * size > values.Length)
            Array.Resize(ref values, (int)Math.Min(Math.Max(2L * values.Length, FirstRoom * (long)size), (long)capacity * size));
        return values.AsSpan(place * size, size);
    }

    /// <summary>Copies some steps that are kept.</summary>
    /// <param name="first">The number of the first, from 0, of all that were added.</param>
    /// <param name="destination">[steps x size].</param>
    public void CopyTo(long first, Span<float> destination)
    {
        int start = (int)(first % capacity) * size, whole = Math.Min(destination.Length, capacity * size - start);
        values.AsSpan(start, whole).CopyTo(destination);
        values.AsSpan(0, destination.Length - whole).CopyTo(destination[whole..]);
    }
}
