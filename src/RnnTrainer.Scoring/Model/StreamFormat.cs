using System.Buffers.Binary;
using RnnTrainer.Files;

namespace RnnTrainer.Model;

/// <summary>
/// The byte format of a stream's state, little-endian: eight bytes of magic, uint32 version, and a <see cref="ChecksummedFrame"/> of
/// <code>
/// uint64  fingerprint of the network
/// int64   steps so far
/// single  what the next step depends on: so many numbers as the network needs
/// </code>
/// All states of a network have one size.
/// </summary>
internal static class StreamFormat
{
    private const uint Version = 1;
    private const int Head = 8 + sizeof(uint), FrameAround = sizeof(int) + sizeof(ulong), FixedFields = sizeof(ulong) + sizeof(long);

    private static ReadOnlySpan<byte> Magic => "RNNSTRM\n"u8;

    /// <summary>Bytes of a state with so many numbers.</summary>
    public static int SizeOf(int numbers) => checked(Head + FrameAround + FixedFields + numbers * sizeof(float));

    public static byte[] Write(ulong network, long steps, ReadOnlySpan<float> numbers)
    {
        float[] values = numbers.ToArray();
        using MemoryStream stream = new(SizeOf(values.Length));
        using BinaryWriter output = new(stream);
        output.Write(Magic);
        output.Write(Version);
        ChecksummedFrame.Write(output, payload =>
        {
            payload.Write(network);
            payload.Write(steps);
            foreach (float value in values)
                payload.Write(value);
        });
        output.Flush();
        return stream.ToArray();
    }

    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <param name="network">The network's fingerprint.</param>
    /// <param name="count">Numbers that its states hold.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, no state, or that of another network.</exception>
    public static (long Steps, float[] Numbers) Read(byte[] state, ulong network, int count)
    {
        if (state.Length < Head + sizeof(int) + FixedFields || !state.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException(
                "These bytes are not the state of a stream. Pass data that Save wrote.");
        }
        using MemoryStream stream = new(state, writable: false);
        using BoundedReader input = new(stream);
        stream.Position = Magic.Length;
        if (input.ReadUInt32() is var version && version != Version)
        {
            throw new InvalidDataException($"The saved state has format version {version}, but this library reads version {Version}. "
                + "Begin with Reset.");
        }
        if (BinaryPrimitives.ReadUInt64LittleEndian(state.AsSpan(Head + sizeof(int))) != network)
        {
            throw new InvalidDataException(
                "The saved state belongs to another network. Restore it to a stream of that network, or start with Reset.");
        }
        try
        {
            (long, float[]) read = ChecksummedFrame.Read(input, payload => Read(payload, count), how => new FormatException(how));
            return input.BytesLeft == 0 ? read : throw new FormatException($"{input.BytesLeft} bytes follow it");
        }
        catch (FormatException exception)
        {
            throw Damaged(exception.Message);
        }
    }

    private static (long Steps, float[] Numbers) Read(BoundedReader payload, int count)
    {
        payload.ReadUInt64(); // the fingerprint
        long steps = payload.ReadInt64();
        float[] numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
            number = payload.ReadSingle(); // NaN where the sequence made it so
        return steps >= 0 ? (steps, numbers) : throw new FormatException($"it is of {steps} steps");
    }

    private static InvalidDataException Damaged(string how) =>
        new($"The saved state of a stream is damaged: {how}. Restore an undamaged copy, or start with Reset.");
}
