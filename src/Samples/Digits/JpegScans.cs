namespace RnnTrainer.Samples;

/// <summary>
/// Whether the scans that a JPEG file announces make a whole image: a progressive one comes in several scans, each with some of the 64
/// coefficients of a component's blocks, or with another bit of them (ITU-T T.81, B.2.3 and G.1.1).
/// </summary>
internal sealed class JpegScans
{
    /// <summary>The marker before a scan.</summary>
    public const byte StartOfScan = 0xDA;

    private const int Coefficients = 64, Missing = -1;

    // Of each component, by its number: how many low bits of each coefficient are missing.
    private readonly Dictionary<byte, int[]> missingBits = [];
    private bool isProgressive;

    /// <summary>Whether nothing is missing.</summary>
    public bool AreComplete => missingBits.Count > 0 && missingBits.Values.All(bits => bits.All(missing => missing == 0));

    /// <summary>Takes note of a segment.</summary>
    /// <param name="marker">What it begins with.</param>
    /// <param name="segment">What is in it.</param>
    public void Add(byte marker, ReadOnlySpan<byte> segment)
    {
        // Start of frame, but for tables of Huffman codes, a reserved one, and arithmetic conditioning.
        bool isFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
        if (isFrame && segment.Length >= 6 && segment.Length >= 6 + 3 * segment[5])
            AddFrame(marker, segment);
        else if (marker == StartOfScan && segment.Length >= 1 && segment.Length >= 4 + 2 * segment[0])
            AddScan(segment);
    }

    private void AddFrame(byte marker, ReadOnlySpan<byte> segment)
    {
        isProgressive = (marker & 3) == 2;
        for (int i = 0; i < segment[5]; i++)
            missingBits[segment[6 + 3 * i]] = [.. Enumerable.Repeat(Missing, Coefficients)];
    }

    private void AddScan(ReadOnlySpan<byte> segment)
    {
        ReadOnlySpan<byte> range = segment[(1 + 2 * segment[0])..];
        (int first, int last, int missing) = isProgressive
            ? (range[0], Math.Min((int)range[1], Coefficients - 1), range[2] & 0x0F)
            : (0, Coefficients - 1, 0);
        for (int i = 0; i < segment[0]; i++)
        {
            if (missingBits.TryGetValue(segment[1 + 2 * i], out int[]? bits) && first <= last)
                bits.AsSpan(first..(last + 1)).Fill(missing);
        }
    }
}
