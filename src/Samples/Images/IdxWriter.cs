using System.Buffers.Binary;
using System.IO.Compression;

namespace RnnTrainer.Samples;

/// <summary>Writes an IDX file: 0, 0, 8 (bytes), rank; each dimension in four bytes, big-endian; then the values.</summary>
internal sealed class IdxWriter : IDisposable
{
    private const byte UnsignedByte = 8;

    private readonly Stream stream;

    /// <param name="path">The file to write.</param>
    /// <param name="isZipped">Whether it is gzipped.</param>
    /// <param name="dimensions">How many values there will be in each direction.</param>
    public IdxWriter(string path, bool isZipped, params int[] dimensions)
    {
        Stream file = new BufferedStream(File.Create(path), 1 << 16);
        stream = isZipped ? new GZipStream(file, CompressionLevel.SmallestSize) : file;
        stream.Write([0, 0, UnsignedByte, (byte)dimensions.Length]);
        Span<byte> number = stackalloc byte[sizeof(int)];
        foreach (int dimension in dimensions)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, dimension);
            stream.Write(number);
        }
    }

    /// <summary>Writes the next values.</summary>
    public void Write(ReadOnlySpan<byte> values) => stream.Write(values);

    public void Dispose() => stream.Dispose();
}
