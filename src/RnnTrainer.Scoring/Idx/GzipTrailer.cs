using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace RnnTrainer.Idx;

/// <summary>
/// The last eight bytes of a gzip file: what its last member (nearly always its only one) unpacks to.
/// </summary>
/// <param name="Offset">Where in the file the trailer stands.</param>
/// <param name="Crc">CRC-32 of the member's content.</param>
/// <param name="UnpackedSize">Bytes of the member's content, modulo 2^32.</param>
internal readonly record struct GzipTrailer(long Offset, uint Crc, uint UnpackedSize)
{
    public const int Size = 8;

    public static GzipTrailer Read(SafeFileHandle handle, long fileLength)
    {
        long offset = Math.Max(0, fileLength - Size);
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        // A file shorter than that has failed at its header already, and a short read fails the checksum.
        _ = RandomAccess.Read(handle, bytes, offset);
        return new GzipTrailer(offset, BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
    }

    /// <summary>Where in content of this many bytes the last member begins.</summary>
    public long StartIn(long totalBytes) =>
        UnpackedSize == unchecked((uint)totalBytes) || UnpackedSize > totalBytes ? 0 : totalBytes - UnpackedSize;
}
