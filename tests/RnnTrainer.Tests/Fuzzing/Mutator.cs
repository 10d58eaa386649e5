using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>
/// Mutates bytes at random: bits, numbers of every width and byte order, pieces that move, vanish or come twice, numbers in text.
/// </summary>
internal sealed partial class Mutator(Random random)
{
    private const int MaxPiece = 64;

    // The ends of types, of sizes and of what an array holds.
    private static readonly long[] Extremes =
    [
        0, 1, -1, 2, 4, 127, 128, 255, 256, short.MaxValue, ushort.MaxValue, 65536, 1 << 20, 1 << 28, 1 << 30,
        int.MaxValue, int.MinValue, Array.MaxLength, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue,
    ];

    private static readonly string[] ExtremeTexts =
    [
        .. Extremes.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        "9223372036854775808", "1e308", "-1e308", "1e400", "1e-400", "NaN", "Infinity", "0x10", "1.5", "null", "\"1\"", "[]", "{}", "", " ",
    ];

    public Random Random => random;

    /// <summary>The bytes with one mutation, or with half the chance two, a quarter three and so on.</summary>
    /// <param name="bytes">The bytes, which stay as they are.</param>
    /// <param name="others">Where foreign pieces come from.</param>
    public byte[] Mutate(byte[] bytes, IReadOnlyList<byte[]> others)
    {
        Func<byte[], byte[]>[] mutations =
        [
            FlipBit, SetByte, SetNumber, SetNumber, Remove, Insert, Repeat, Move, Cut, Empty, SetText, SetText,
            from => Splice(from, others[random.Next(others.Count)]),
        ];
        byte[] mutated = [.. bytes];
        do
            mutated = mutations[random.Next(mutations.Length)](mutated);
        while (mutated.Length > 0 && random.Next(2) == 0);
        return mutated;
    }

    private byte[] FlipBit(byte[] bytes)
    {
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private byte[] SetByte(byte[] bytes)
    {
        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private byte[] SetNumber(byte[] bytes)
    {
        byte[] number = new byte[sizeof(long)];
        long extreme = Extremes[random.Next(Extremes.Length)];
        int width = 1 << random.Next(4);
        if (random.Next(4) == 0)
        {
            BinaryPrimitives.WriteInt64BigEndian(number, extreme);
            number = number[^width..];
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, extreme);
            number = number[..width];
        }
        int at = random.Next(bytes.Length);
        number.AsSpan(0, Math.Min(width, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private byte[] Remove(byte[] bytes)
    {
        (int start, int end) = Piece(bytes);
        return [.. bytes[..start], .. bytes[end..]];
    }

    private byte[] Insert(byte[] bytes)
    {
        byte[] piece = new byte[random.Next(1, MaxPiece)];
        if (random.Next(2) == 0)
            random.NextBytes(piece);
        else
            Array.Fill(piece, (byte)(random.Next(2) * byte.MaxValue));
        int at = random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. piece, .. bytes[at..]];
    }

    private byte[] Repeat(byte[] bytes)
    {
        (int start, int end) = Piece(bytes);
        return [.. bytes[..end], .. bytes[start..]];
    }

    private byte[] Move(byte[] bytes)
    {
        (int start, int end) = Piece(bytes);
        bytes[start..end].CopyTo(bytes, random.Next(bytes.Length - (end - start) + 1));
        return bytes;
    }

    private byte[] Cut(byte[] bytes) => bytes[..random.Next(bytes.Length)];

    // A count becomes 0 and its elements vanish: what follows still stands where it belongs.
    private byte[] Empty(byte[] bytes)
    {
        if (bytes.Length < 2 * sizeof(int))
            return bytes;
        int at = random.Next(bytes.Length - sizeof(int));
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        bytes.AsSpan(at, sizeof(int)).Clear();
        int end = at + sizeof(int);
        long elements = (long)count << random.Next(4);
        bool fits = elements > 0 && elements <= bytes.Length - end;
        return [.. bytes[..end], .. bytes[(end + (fits ? (int)elements : random.Next(Math.Min(MaxPiece, bytes.Length - end) + 1)))..]];
    }

    // A number in text.
    private byte[] SetText(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        MatchCollection numbers = Number().Matches(text);
        if (numbers.Count == 0)
            return SetByte(bytes);
        Match number = numbers[random.Next(numbers.Count)];
        string extreme = ExtremeTexts[random.Next(ExtremeTexts.Length)];
        return Encoding.Latin1.GetBytes(text[..number.Index] + extreme + text[(number.Index + number.Length)..]);
    }

    private byte[] Splice(byte[] bytes, byte[] other) =>
        [.. bytes[..random.Next(bytes.Length + 1)], .. other[random.Next(other.Length + 1)..]];

    private (int Start, int End) Piece(byte[] bytes)
    {
        int start = random.Next(bytes.Length);
        return (start, Math.Min(bytes.Length, start + random.Next(1, MaxPiece)));
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
