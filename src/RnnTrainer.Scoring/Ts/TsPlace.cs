using System.Text;
using RnnTrainer.Files;

namespace RnnTrainer.Ts;

/// <summary>A place in a .ts file, for errors.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in the line, from 1.</param>
internal readonly record struct TsPlace(string Path, long Line, int Column)
{
    private const int MostShown = 40;

    /// <summary>The place of a byte of a line.</summary>
    public static TsPlace At(string path, long line, ReadOnlySpan<byte> bytes, int index) =>
        new(path, line, Encoding.UTF8.GetCharCount(bytes[..index]) + 1);

    /// <summary>A piece of the file as errors show it.</summary>
    public static string Shown(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "nothing" : $"'{ErrorText.Printable(ErrorText.Short(Encoding.UTF8.GetString(bytes), MostShown))}'";

    public InvalidDataException Error(string found, string expected, string cure) =>
        new($"The .ts file '{Path}' is wrong at line {Line}, column {Column}: found {found}, expected {expected}. {cure}");
}
