using Microsoft.Win32.SafeHandles;
using RnnTrainer.Files;

namespace RnnTrainer.Ts;

/// <summary>
/// A .ts file of the UCR/UEA archives: what its header and the form of its rows say. A row is v,v,...:v,v,...:label, the values of each
/// channel and the label; values are parsed when they are asked for.
/// </summary>
internal sealed class TsFile
{
    private TsFile(string path, long length, TsHeader header, TsIndex index)
    {
        Path = path;
        Length = length;
        Header = header;
        Rows = index.Rows;
        Channels = index.Channels;
        Steps = header.IsEqualLength ?? index.IsEqualLength ? index.Steps : null;
        LongestRow = index.LongestRow;
    }

    public string Path { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    public TsHeader Header { get; }

    public IReadOnlyList<TsRow> Rows { get; }

    /// <summary>Values of a step.</summary>
    public int Channels { get; }

    /// <summary>Steps of each row, or null where rows differ, or may differ.</summary>
    public int? Steps { get; }

    /// <summary>Bytes of the longest row.</summary>
    public int LongestRow { get; }

    /// <summary>Reads the header and the form of all rows, not their values.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">It is not a .ts file, or is damaged.</exception>
    public static TsFile Open(string path)
    {
        using SafeFileHandle handle = OpenHandle(path);
        CheckPlain(path, handle);
        TsLines lines = new(path, handle);
        TsHeader header = TsHeader.Read(lines);
        TsIndex index = new(header);
        while (lines.MoveNext())
        {
            if (!IsComment(lines.Current))
                index.Add(lines);
        }
        if (index.Rows.Count == 0)
        {
            throw new TsPlace(path, lines.Number + 1, 1).Error("the end of the file", "a row after @data",
                "The file is truncated: download or create it again.");
        }
        return new TsFile(path, RandomAccess.GetLength(handle), header, index);
    }

    /// <summary>Opens the file for reading at any position.</summary>
    public SafeFileHandle OpenHandle() => OpenHandle(Path);

    /// <summary>Whether a line says nothing: it is empty, or a comment.</summary>
    public static bool IsComment(ReadOnlySpan<byte> line) => line.IsEmpty || line[0] is (byte)'#' or (byte)'%';

    /// <summary>The error for a file that is no longer the one that was loaded.</summary>
    public InvalidDataException Changed(string found, string expected) =>
        new($"The .ts file '{Path}' was changed after it was loaded: found {found}, expected {expected}. Call LoadFromTs again.");

    private static void CheckPlain(string path, SafeFileHandle handle)
    {
        byte[] start = new byte[4];
        ReadOnlySpan<byte> gzip = [0x1F, 0x8B], zip = [0x50, 0x4B, 0x03, 0x04];
        ReadOnlySpan<byte> found = start.AsSpan(0, RandomAccess.Read(handle, start, 0));
        string? form = found.StartsWith(gzip) ? "gzip" : found.StartsWith(zip) ? "zip" : null;
        if (form is not null)
        {
            throw new InvalidDataException(
                $"The .ts file '{path}' is compressed ({form}). Decompress it first, and pass the .ts file in it.");
        }
    }

    private static SafeFileHandle OpenHandle(string path)
    {
        InputFile.CheckExists(path, ".ts file", "*.ts");
        if (RegularFile.HoldsNothing(path))
        {
            throw new TsPlace(path, 1, 1).Error("the end of the file", "a header",
                "The file is empty, a pipe or a device: pass a .ts file.");
        }
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }
}
