using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using RnnTrainer.Files;

namespace RnnTrainer.Idx;

/// <summary>
/// One IDX file, plain or gzipped: what its header and its length say. Layout, big-endian:
/// 0, 0, type code, rank, then rank dimensions of four bytes, then the values, last dimension fastest.
/// </summary>
internal sealed class IdxFile
{
    /// <summary>One byte of a gzip file unpacks to so many at most (RFC 1951: 258 for two bits, and the blocks' headers).</summary>
    private const int MostUnpacked = 1032;

    private IdxFile(string role, string path, bool isGzip, IdxHeader header)
    {
        Role = role;
        Path = path;
        IsGzip = isGzip;
        Header = header;
    }

    /// <summary>What the caller wanted the file for, as errors name it: "images" or "labels".</summary>
    public string Role { get; }

    public string Path { get; }

    public bool IsGzip { get; }

    public IdxHeader Header { get; }

    /// <summary>Reads and checks the header, and as much of the rest as lengths alone can tell.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">It is not an IDX file, or is damaged.</exception>
    public static IdxFile Open(string role, string path)
    {
        using SafeFileHandle handle = OpenHandle(role, path);
        long fileLength = RandomAccess.GetLength(handle);
        Span<byte> start = stackalloc byte[2];
        bool isGzip = RandomAccess.Read(handle, start, fileOffset: 0) == 2 && start is [0x1f, 0x8b];

        using Stream input = new PositionedInput(handle);
        using Stream unpacked = isGzip ? new GZipStream(input, CompressionMode.Decompress) : input;
        IdxHeader header = IdxHeader.Read(role, path, isGzip, unpacked);
        var file = new IdxFile(role, path, isGzip, header);
        if (!isGzip)
            file.CheckPlainLength(fileLength);
        // A gzip file ends with the size of its last member. Where that is not the whole content, the file is either
        // damaged or made of several members; reading all of it shows which.
        else if (GzipTrailer.Read(handle, fileLength).UnpackedSize != unchecked((uint)header.TotalBytes))
            file.ReadThrough();
        else if (header.TotalBytes / MostUnpacked > fileLength)
        {
            throw file.Error(4, $"dimensions of {header.DescribeSize()}", $"no more than {fileLength} bytes can unpack to",
                "The header is damaged: fetch or make the file again.");
        }
        return file;
    }

    /// <summary>Opens the file for reading at any position.</summary>
    public SafeFileHandle OpenHandle() => OpenHandle(Role, Path);

    /// <summary>Refuses a plain file that is not exactly as long as its header demands.</summary>
    public void CheckPlainLength(long length)
    {
        if (length < Header.TotalBytes)
        {
            throw Error(length, "the end of the file", $"{Header.TotalBytes - length} more bytes ({Header.DescribeSize()})",
                "The file is cut short: fetch or make it again.");
        }
        if (length > Header.TotalBytes)
        {
            throw Error(Header.TotalBytes, $"{length - Header.TotalBytes} trailing bytes",
                $"the end of the file ({Header.DescribeSize()})", "The file does not fit its header: fetch or make it again.");
        }
    }

    /// <summary>An error at an offset of the unpacked content.</summary>
    public InvalidDataException Error(long offset, string found, string expected, string cure) =>
        Error(Role, Path, IsGzip, offset, found, expected, cure);

    /// <summary>An error at an offset of the compressed file itself.</summary>
    public InvalidDataException CompressedError(long offset, string found, string expected, Exception? cause = null) =>
        new($"The {Role} file '{Path}' is damaged at offset {offset}: "
            + $"found {found}, expected {expected}. Fetch or make the file again.", cause);

    public static InvalidDataException Error(
        string role, string path, bool isGzip, long offset, string found, string expected, string cure) =>
        new($"The {role} file '{path}' is wrong at offset {offset}{(isGzip ? " of its unpacked content" : "")}: "
            + $"found {found}, expected {expected}. {cure}");

    private static SafeFileHandle OpenHandle(string role, string path)
    {
        InputFile.CheckExists(path, $"{role} file", "*ubyte*");
        if (RegularFile.HoldsNothing(path))
        {
            throw Error(role, path, isGzip: false, 0, "the end of the file", "4 more bytes",
                "The file is empty, or a pipe or a device: give an IDX file.");
        }
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    private void ReadThrough()
    {
        using IdxRows rows = IdxRows.Open(this, inOrder: true);
        for (long row = 0; row < Header.Rows; row++)
            rows.Read(row);
    }
}
