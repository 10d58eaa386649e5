using System.IO.Hashing;

namespace RnnTrainer.Model;

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
    /// <param name="available">Bytes that the source holds from here on.</param>
    /// <param name="readPayload">Reads the whole payload; a <see cref="FormatException"/> says what is wrong with it.</param>
    /// <param name="damaged">Makes the error from what is wrong.</param>
    /// <exception cref="FormatException">The bytes are truncated, altered or contradict themselves.</exception>
    public static T Read<T>(BinaryReader input, long available, Func<BinaryReader, T> readPayload, Func<string, FormatException> damaged)
    {
        try
        {
            return ReadWhole(input, available, readPayload);
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

    private static T ReadWhole<T>(BinaryReader input, long available, Func<BinaryReader, T> readPayload)
    {
        int length = input.ReadInt32();
        long left = available - sizeof(int) - sizeof(ulong);
        if (length < 0 || length > left)
            throw new FormatException($"it claims {length} bytes of content where {left} are left");

        byte[] payload = input.ReadBytes(length);
        if (payload.Length != length)
            throw new FormatException($"it ends after {payload.Length} of {length} bytes");
        ulong expected = input.ReadUInt64(), found = XxHash3.HashToUInt64(payload);
        if (found != expected)
            throw new FormatException($"its checksum is {found:x16} where {expected:x16} was saved");

        using MemoryStream stream = new(payload, writable: false);
        using BinaryReader reader = new(stream, System.Text.Encoding.UTF8);
        T result = readPayload(reader);
        return stream.Position == stream.Length
            ? result
            : throw new FormatException($"{stream.Length - stream.Position} bytes follow its last field");
    }
}
