using System.Globalization;
using System.IO.Compression;
using RnnTrainer.Network;

namespace RnnTrainer.Exchange.Keras;

/// <summary>
/// The arrays of an .npz file in the order of <c>numpy.savez(path, *arrays)</c>, which names them arr_0, arr_1 and so on.
/// </summary>
internal static class NpzFile
{
    // Embedding, both directions of each layer with three arrays, and two of the Dense layer.
    private const int MaxArrays = 1 + 6 * NetworkSpec.MaxLayers + 2;

    private const string Prefix = "arr_", Extension = ".npy", Cure = "Write it with numpy.savez(path, *model.get_weights()).";

    /// <summary>Reads all arrays.</summary>
    /// <param name="stream">The file, from where it stands.</param>
    /// <exception cref="InvalidDataException">It is not such a file; the message says why.</exception>
    public static IReadOnlyList<NpyArray> Read(Stream stream)
    {
        using ZipArchive archive = Open(stream);
        if (archive.Entries.Count > MaxArrays)
            throw new InvalidDataException($"The .npz file has {archive.Entries.Count} arrays; a network has at most {MaxArrays}.");
        List<NpyArray> arrays = [];
        long left = NetworkSpec.MaxParameters;
        foreach (ZipArchiveEntry entry in archive.Entries.OrderBy(NumberOf))
        {
            if (NumberOf(entry) != arrays.Count)
            {
                throw new InvalidDataException(
                    $"The .npz file has '{entry.FullName}' instead of {Prefix}{arrays.Count}{Extension}. {Cure}");
            }
            using Stream content = entry.Open();
            NpyArray array = NpyArray.Read(content, Path.GetFileNameWithoutExtension(entry.FullName), left);
            left -= array.Count;
            arrays.Add(array);
        }
        return arrays.Count > 0 ? arrays : throw new InvalidDataException($"The .npz file is empty. {Cure}");
    }

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            return new(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"It is not an .npz file, or is damaged. {Cure}", exception);
        }
    }

    // -1: it is named otherwise.
    private static int NumberOf(ZipArchiveEntry entry)
    {
        string name = entry.FullName;
        return name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal)
            && name[Prefix.Length..^Extension.Length] is var digits
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
    }
}
