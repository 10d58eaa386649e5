using System.IO.Hashing;

namespace RnnTrainer.Files;

/// <summary>
/// A piece of a file that is known to be whole before it is believed, little-endian:
/// <code>
/// int32   length of the payload
/// payload
/// uint64  XxHash3 of the payload
/// </code>
/// </summary>
internal static class ChecksummedFrame
{
    public static void Write(BinaryWriter output, Action<BinaryWriter> writePayload)
    {
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true))
            writePayload(writer);

        ReadOnlySpan<byte> payload = stream.GetBuffer().AsSpan(0, checked((int)stream.Length));
        output.Write(payload.Length);
        output.Write(payload);
        output.Write(XxHash3.HashToUInt64(payload));
    }

    /// <param name="input">The reader, at the start of what <see cref="Write"/> wrote.</param>
    /// <param name="readPayload">Reads the whole payload; a <see cref="FormatException"/> says what is wrong with it.</param>
    /// <param name="damaged">Makes the error from what is wrong.</param>
    /// <exception cref="FormatException">The bytes are truncated, altered or contradict themselves.</exception>
    public static T Read<T>(BoundedReader input, Func<BoundedReader, T> readPayload, Func<string, FormatException> damaged)
    {
        try
        {
            return ReadWhole(input, readPayload);
        }
        catch (FormatException exception)
        {
            throw damaged(exception.Message);
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new FormatException(damaged("it ends early or holds an impossible value").Message, exception);
        }
    }

    private static T ReadWhole<T>(BoundedReader input, Func<BoundedReader, T> readPayload)
    {
        byte[] payload = input.ReadBytes(input.ReadCount(bytesEach: 1, "bytes of content"));
        ulong expected = input.ReadUInt64(), found = XxHash3.HashToUInt64(payload);
        if (found != expected)
            throw new FormatException($"its checksum is {found:x16}, but {expected:x16} was saved");

        using MemoryStream stream = new(payload, writable: false);
        using BoundedReader reader = new(stream);
        T result = readPayload(reader);
        return stream.Position == stream.Length
            ? result
            : throw new FormatException($"{reader.BytesLeft} bytes follow its last field");
    }
}
