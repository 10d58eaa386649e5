using System.Buffers.Binary;

namespace RnnTrainer.Samples;

/// <summary>
/// Shows whether a JPEG file that was cut short has been closed with an end marker: what is missing is decoded as grey then, without a
/// word. A decoder that lacks something reads on, so that some data put before the end marker change its image; they do not change a
/// whole one. Marker codes are those of ITU-T T.81, table B.1.
/// </summary>
internal sealed class JpegProbe
{
    private const byte Mark = 0xFF, FirstRestart = 0xD0, StartOfImage = 0xD8, EndOfImage = 0xD9, Temporary = 0x01;

    private const int FillerLength = 256, Restarts = 8;

    private readonly JpegScans scans = new();
    private int end = -1;
    private int restarts;

    private JpegProbe(ReadOnlySpan<byte> content) => Walk(content);

    /// <summary>How every JPEG file begins.</summary>
    public static ReadOnlySpan<byte> Start => [Mark, StartOfImage];

    /// <summary>Whether the file lacks its end marker, or a part of what its markers announce.</summary>
    public static bool LacksEnd(ReadOnlySpan<byte> content) => new JpegProbe(content) is { end: < 0 } or { scans.AreComplete: false };

    /// <summary>A file that begins as JPEG files do, with data before its end marker that no whole image needs.</summary>
    public static byte[] Of(ReadOnlySpan<byte> content)
    {
        JpegProbe probe = new(content);
        // Where a restart marker is due, nothing is read until it comes.
        ReadOnlySpan<byte> restart = [Mark, (byte)(FirstRestart + probe.restarts % Restarts)];
        return [.. content[..probe.end], .. Filler(), .. restart, .. Filler(), .. content[probe.end..]];
    }

    // Any bits will do. The zero in front makes a value of a mark at the end of what is left.
    private static IEnumerable<byte> Filler() => Enumerable.Range(0, FillerLength).Select(i => (byte)(i * 151 % Mark));

    private void Walk(ReadOnlySpan<byte> content)
    {
        int at = Start.Length;
        while (end < 0 && at + 1 < content.Length)
        {
            byte marker = content[at + 1];
            if (content[at] != Mark || marker == Mark)
                at++;
            else if (marker == EndOfImage)
                end = at;
            else if (marker is 0 or Temporary or (>= FirstRestart and <= StartOfImage))
                at = AfterAlone(marker, at);
            else
                at = AfterSegment(marker, content, at);
        }
    }

    private int AfterAlone(byte marker, int at)
    {
        restarts += marker is >= FirstRestart and < StartOfImage ? 1 : 0;
        return at + 2;
    }

    // A segment's length, which counts its own two bytes, follows the marker.
    private int AfterSegment(byte marker, ReadOnlySpan<byte> content, int at)
    {
        int start = at + 4;
        int next = start > content.Length ? start : at + 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
        if (next < start || next > content.Length)
            return content.Length;
        restarts = marker == JpegScans.StartOfScan ? 0 : restarts;
        scans.Add(marker, content[start..next]);
        return next;
    }
}
