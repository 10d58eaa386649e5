using System.Runtime.InteropServices;

namespace RnnTrainer.Spilling;

/// <summary>Memory outside of the garbage collector's reach that begins with a page, as reads past the system's cache need.</summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    /// <summary>Bytes of a page: what positions, sizes and addresses of such reads are multiples of.</summary>
    public const int PageSize = 4096;

    private byte* start;

    /// <param name="size">Bytes.</param>
    /// <exception cref="OutOfMemoryException">There are not as many.</exception>
    public AlignedMemory(long size) => start = (byte*)NativeMemory.AlignedAlloc(checked((nuint)size), PageSize);

    ~AlignedMemory() => Free();

    /// <summary>The size rounded up to whole pages.</summary>
    public static long WholePages(long size) => (size + (PageSize - 1)) / PageSize * PageSize;

    /// <summary>A part of the memory, which must not be used once this is disposed.</summary>
    public Span<byte> Slice(long offset, int length) => new(start + offset, length);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(start);
        start = null;
    }
}
