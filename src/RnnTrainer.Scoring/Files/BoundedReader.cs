using System.Text;

namespace RnnTrainer.Files;

/// <summary>
/// Reads binary fields, little-endian, from a stream that knows its length. Every count and length that a file declares is held
/// against the bytes that are left before anything is made for it: a file takes no more memory than its own size justifies.
/// </summary>
internal sealed class BoundedReader(Stream stream) : BinaryReader(stream, StrictUtf8, leaveOpen: true)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public long BytesLeft => BaseStream.Length - BaseStream.Position;

    /// <summary>Reads how many elements follow.</summary>
    /// <param name="bytesEach">The fewest bytes that one takes, at least 1.</param>
    /// <param name="what">What they are, for errors: "epochs".</param>
    /// <exception cref="FormatException">The data are too short for that many.</exception>
    public int ReadCount(long bytesEach, string what)
    {
        int count = ReadInt32();
        CheckRoom(count, bytesEach, what);
        return count;
    }

    /// <summary>Refuses a count that other fields gave.</summary>
    /// <param name="count">How many elements follow.</param>
    /// <param name="bytesEach">The fewest bytes that one takes, at least 1.</param>
    /// <param name="what">What they are, for errors: "epochs".</param>
    /// <exception cref="FormatException">The data are too short for that many.</exception>
    public void CheckRoom(int count, long bytesEach, string what)
    {
        long room = Math.Max(0, BytesLeft) / bytesEach;
        if (count < 0 || count > room)
            throw new FormatException($"it claims {count} {what}, but has room for {room}");
    }

    /// <summary>Reads a byte that is 0 or 1.</summary>
    /// <exception cref="FormatException">It is another.</exception>
    public override bool ReadBoolean() => ReadByte() switch
    {
        0 => false,
        1 => true,
        var other => throw new FormatException($"it holds {other} instead of 0 or 1"),
    };

    /// <summary>Reads a text: its length in bytes, seven bits a byte, and UTF-8.</summary>
    /// <exception cref="FormatException">The data are too short for that many.</exception>
    /// <exception cref="ArgumentException">They are not UTF-8.</exception>
    public override string ReadString()
    {
        int length = Read7BitEncodedInt();
        CheckRoom(length, bytesEach: 1, "bytes of text");
        return StrictUtf8.GetString(ReadBytes(length));
    }
}
