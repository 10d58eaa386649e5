namespace RnnTrainer.Kernels;

/// <summary>Zeroed floats that start on a cache line and stay where they are, in managed memory.</summary>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;

    private readonly float[] storage;
    private readonly int offset;

    public AlignedBuffer(int length)
    {
        storage = GC.AllocateArray<float>(checked(length + Alignment / sizeof(float)), pinned: true);
        fixed (float* start = storage)
            offset = (int)((Alignment - (nint)start % Alignment) % Alignment / sizeof(float));
        Length = length;
        fixed (float* start = storage)
            Pointer = start + offset;
    }

    public int Length { get; }

    /// <summary>The first float; valid as long as this object is reachable.</summary>
    public float* Pointer { get; }

    public Span<float> Span => storage.AsSpan(offset, Length);
}
