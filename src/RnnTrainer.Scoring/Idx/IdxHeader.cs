using System.Buffers.Binary;

namespace RnnTrainer.Idx;

/// <summary>The header of an IDX file: type, rank and dimensions, every one checked.</summary>
internal sealed class IdxHeader
{
    private readonly byte[] bytes;

    private IdxHeader(byte[] bytes, IdxElement element, long rows, int[] rowDimensions, int rowBytes)
    {
        this.bytes = bytes;
        Element = element;
        Rows = rows;
        RowDimensions = rowDimensions;
        RowBytes = rowBytes;
    }

    /// <summary>The header as it stands in the file.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>What the values are.</summary>
    public IdxElement Element { get; }

    /// <summary>The number of dimensions, rows included: 1 to 255.</summary>
    public int Rank => bytes[3];

    /// <summary>The first dimension.</summary>
    public long Rows { get; }

    /// <summary>The dimensions after the first; of a file of rank 1, one dimension of 1.</summary>
    public int[] RowDimensions { get; }

    /// <summary>The bytes of a row: the product of <see cref="RowDimensions"/> and the size of a value.</summary>
    public int RowBytes { get; }

    /// <summary>Header and values: less than 2^63, because rows are below 2^32 and a row is below 2^31.</summary>
    public long TotalBytes => bytes.Length + Rows * RowBytes;

    /// <summary>Why the content has the size it must have, for error messages.</summary>
    public string DescribeSize() => $"{bytes.Length} bytes of header and {Rows} rows of {string.Join(" x ", RowDimensions)} {Element.Name}";

    public static IdxHeader Read(string role, string path, bool isGzip, Stream input)
    {
        Span<byte> magic = stackalloc byte[4];
        Fill(magic, 0);
        if (magic[0] != 0 || magic[1] != 0)
            throw Error(0, $"bytes {magic[0]:X2} {magic[1]:X2}", "00 00, the start of every IDX file", "Give the path of an IDX file.");
        byte code = magic[2];
        IdxElement element = IdxElement.All.FirstOrDefault(known => known.Code == code)
            ?? throw Error(2, $"type code 0x{code:X2}", $"one of {string.Join(", ", IdxElement.All.Select(known => $"0x{known.Code:X2}"))}",
                "The header is damaged, or this is not an IDX file.");
        int rank = magic[3];
        if (rank == 0)
            throw Error(3, "rank 0", "a rank of at least 1", "A single value has no rows.");

        byte[] header = new byte[4 + 4 * rank];
        magic.CopyTo(header);
        Fill(header.AsSpan(4), 4);

        long rows = 0;
        long rowBytes = element.Size;
        int[] rowDimensions = rank == 1 ? [1] : new int[rank - 1];
        for (int i = 0; i < rank; i++)
        {
            int offset = 4 + 4 * i;
            uint dimension = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(offset));
            if (dimension == 0)
                throw Error(offset, $"0 as dimension {i + 1} of {rank}", "at least 1", "The file holds no values: create it again.");
            if (i == 0)
            {
                rows = dimension;
                continue;
            }
            if (rowBytes * dimension > Array.MaxLength)
            {
                throw Error(
                    offset,
                    $"{dimension} as dimension {i + 1} of {rank}, which makes a row at least {rowBytes * dimension} bytes long",
                    $"rows of at most {Array.MaxLength} bytes", "The header is damaged, or the rows are too large to be vectors.");
            }
            rowBytes *= dimension;
            rowDimensions[i - 1] = (int)dimension;
        }
        return new IdxHeader(header, element, rows, rowDimensions, (int)rowBytes);

        void Fill(Span<byte> part, int offset)
        {
            int count = 0;
            try
            {
                count = input.ReadAtLeast(part, part.Length, throwOnEndOfStream: false);
            }
            catch (InvalidDataException cause)
            {
                throw new InvalidDataException(
                    $"The {role} file '{path}' is damaged at offset 0: found a gzip start that cannot be unpacked, "
                    + "expected an IDX header inside. Download or create the file again.", cause);
            }
            if (count < part.Length)
            {
                throw Error(offset + count, "the end of the file", $"{part.Length - count} more bytes of the IDX header",
                    "The file is truncated: download or create it again.");
            }
        }

        InvalidDataException Error(long offset, string found, string expected, string cure) =>
            IdxFile.Error(role, path, isGzip, offset, found, expected, cure);
    }
}
