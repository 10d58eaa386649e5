using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace RnnTrainer.Tests.Exchange.Keras;

/// <summary>Files as <c>numpy.savez</c> writes them.</summary>
internal static class NpzBytes
{
    /// <summary>A file of arrays, named arr_0, arr_1 and so on.</summary>
    public static byte[] Of(params byte[][] arrays) => Named([.. arrays.Select((array, i) => ($"arr_{i}.npy", array))]);

    /// <summary>A file of arrays under any names.</summary>
    public static byte[] Named(params (string Name, byte[] Array)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] array) in entries)
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(array);
            }
        }
        return stream.ToArray();
    }

    /// <summary>A matrix.</summary>
    public static byte[] Array(float[,] values)
    {
        (int rows, int columns) = (values.GetLength(0), values.GetLength(1));
        return Array("<f4", isColumnMajor: false, string.Create(CultureInfo.InvariantCulture, $"{rows}, {columns}"),
            [.. values.Cast<float>().SelectMany(BitConverter.GetBytes)]);
    }

    /// <summary>A vector.</summary>
    public static byte[] Array(float[] values) =>
        Array("<f4", isColumnMajor: false, string.Create(CultureInfo.InvariantCulture, $"{values.Length},"),
            [.. values.SelectMany(BitConverter.GetBytes)]);

    /// <summary>An array whose header says what it will.</summary>
    public static byte[] Array(string dtype, bool isColumnMajor, string shape, byte[] data, byte version = 1)
    {
        string text = $"{{'descr': '{dtype}', 'fortran_order': {(isColumnMajor ? "True" : "False")}, 'shape': ({shape}), }}";
        int prefix = version == 1 ? 10 : 12;
        text = text.PadRight(text.Length + 63 - (prefix + text.Length) % 64) + "\n";
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes((uint)text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.Latin1.GetBytes(text), .. data];
    }
}
