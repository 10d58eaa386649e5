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
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not a .ts file, or is damaged.</exception>
    public static TsFile Open(string path)
    {
        using SafeFileHandle handle = OpenHandle(path);
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
            throw new TsPlace(path, lines.Number + 1, 1).Error("the end of the file", "a row behind @data",
                "The file is cut short: fetch or make it again.");
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

    private static SafeFileHandle OpenHandle(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"The .ts file '{path}' was not found. Check the path (it was looked up as '{System.IO.Path.GetFullPath(path)}').", path);
        }
        if (RegularFile.HoldsNothing(path))
        {
            throw new TsPlace(path, 1, 1).Error("the end of the file", "a header",
                "The file is empty, or a pipe or a device: give a .ts file.");
        }
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }
}
