using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnTrainer.Exchange.Keras;

/// <summary>
/// What an array of NumPy says of itself before its values: <c>\x93NUMPY</c>, the format's version, the length of a text, and that text, a
/// Python dictionary (numpy.lib.format).
/// </summary>
/// <param name="Dtype">The values' type, as <see cref="NpyDtype"/> knows it.</param>
/// <param name="IsColumnMajor">Whether the first index runs fastest.</param>
/// <param name="Shape">Its dimensions.</param>
internal sealed partial record NpyHeader(string Dtype, bool IsColumnMajor, int[] Shape)
{
    // Ten times what the header of a plain array takes.
    private const int MaxLength = 2048;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Values in the array.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => count * size);

    /// <summary>Reads it from where the stream stands.</summary>
    /// <param name="stream">The array.</param>
    /// <param name="name">The array's name, for errors.</param>
    /// <exception cref="InvalidDataException">It is not a plain array of numbers with one or two dimensions.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[12];
        int versionEnd = Magic.Length + 2;
        Fill(stream, start[..versionEnd], name);
        if (!start.StartsWith(Magic))
            throw new InvalidDataException($"'{name}' is not a NumPy array. Write the file with numpy.savez.");
        int major = start[Magic.Length];
        if (major is < 1 or > 3)
            throw new InvalidDataException($"'{name}' has version {major} of NumPy's format; only 1 to 3 are supported.");
        Span<byte> lengthBytes = start.Slice(versionEnd, major == 1 ? sizeof(ushort) : sizeof(uint));
        Fill(stream, lengthBytes, name);
        long length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > MaxLength)
            throw new InvalidDataException($"'{name}' has a header of {length} bytes; the limit is {MaxLength}.");
        byte[] text = new byte[length];
        Fill(stream, text, name);
        return Parse(Encoding.Latin1.GetString(text), name);
    }

    /// <summary>Fills a buffer.</summary>
    /// <exception cref="InvalidDataException">The stream ends before.</exception>
    public static void Fill(Stream stream, Span<byte> buffer, string name)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw new InvalidDataException($"'{name}' is cut short. Write the file again.");
    }

    private static NpyHeader Parse(string text, string name)
    {
        Match match = Dictionary().Match(text);
        if (!match.Success)
            throw new InvalidDataException($"'{name}' is not a plain array: its header is {Shown(text)}. Save arrays of numbers.");
        string dtype = match.Groups["dtype"].Value;
        if (dtype.Contains('O', StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"'{name}' is an array of Python objects, which are not loaded for safety. Save each array separately: "
                + "numpy.savez(path, *model.get_weights()).");
        }
        if (NpyDtype.SizeOf(dtype) is null)
            throw new InvalidDataException($"'{name}' has type '{dtype}', not one of {NpyDtype.Names}. Convert it with astype('float32').");
        string[] sizes = match.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int[] shape = new int[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            if (!int.TryParse(sizes[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
                throw new InvalidDataException($"'{name}' has a dimension of {sizes[i]}; the limit is {int.MaxValue}.");
        }
        return shape.Length is 1 or 2 ? new(dtype, match.Groups["order"].Value == "True", shape)
            : throw new InvalidDataException($"'{name}' has {shape.Length} dimensions; weights have 1 or 2.");
    }

    private static string Shown(string text) => text.Length <= 60 ? text.Trim() : text[..60] + "...";

    [GeneratedRegex(@"^\{'descr': '(?<dtype>[^']*)', 'fortran_order': (?<order>True|False), 'shape': \((?<shape>[\d, ]*)\), \} *\n$")]
    private static partial Regex Dictionary();
}
