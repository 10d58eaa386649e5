using System.Text.RegularExpressions;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>
/// The IDX files of a data set in a folder, gzipped or not, under any of their common names: <c>train-images-idx3-ubyte</c>,
/// <c>train-images.idx3-ubyte</c>, <c>emnist-letters-train-images-idx3-ubyte</c>, <c>qmnist-test-labels-idx2-int</c>.
/// </summary>
internal sealed partial class IdxSet
{
    private readonly DirectoryInfo folder;
    private readonly string name;
    private readonly ILookup<(string Part, string What), FileInfo> files;

    private IdxSet(DirectoryInfo folder, string name, IEnumerable<(FileInfo File, Match Name)> found)
    {
        this.folder = folder;
        this.name = name;
        files = found.ToLookup(one => (PartOf(one.Name), one.Name.Groups["what"].Value.ToLowerInvariant()), one => one.File);
    }

    /// <summary>The set in a folder; null where there is none.</summary>
    /// <param name="given">
    /// The folder; or, where it holds several sets as EMNIST's does, its path with the name of one: <c>gzip/emnist-letters</c>.
    /// </param>
    /// <exception cref="InvalidDataException">The folder holds several.</exception>
    public static IdxSet? In(DirectoryInfo given)
    {
        if (!given.Exists)
            return given.Parent is { Exists: true } parent ? AllIn(parent).FirstOrDefault(set => set.name == given.Name) : null;
        return AllIn(given) switch
        {
            [] => null,
            [IdxSet only] => only,
            IdxSet[] several => throw new InvalidDataException(
                $"'{given}' holds several data sets: {string.Join(", ", several.Select(set => set.name))}. "
                + $"Name one, such as '{Path.Combine($"{given}", several[^1].name)}'."),
        };
    }

    /// <summary>The images to train on: <c>Pixels</c>, Vector&lt;Byte, 28, 28&gt; for MNIST, and <c>Label</c>, a byte.</summary>
    public IDataView Train(MLContext ml, bool isTransposed = false) => Load(ml, "train", isTransposed);

    /// <summary>The images to test on, with the same columns.</summary>
    public IDataView Test(MLContext ml, bool isTransposed = false) => Load(ml, "test", isTransposed);

    private static IdxSet[] AllIn(DirectoryInfo folder) =>
    [
        .. from file in folder.EnumerateFiles()
           let name = FileName().Match(file.Name)
           where name.Success
           group (file, name) by name.Groups["set"].Value into set
           orderby set.Key
           select new IdxSet(folder, set.Key, set),
    ];

    private static string PartOf(Match name) => name.Groups["train"].Success ? "train" : "test";

    private IDataView Load(MLContext ml, string part, bool isTransposed) =>
        IdxImages.Load(ml, FileOf(part, "images"), FileOf(part, "labels"), isTransposed);

    // Plain files come before gzipped ones, which are slower to read.
    private string FileOf(string part, string what) => files[(part, what)]
        .OrderBy(file => file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)).ThenBy(file => file.Name, StringComparer.Ordinal)
        .FirstOrDefault()?.FullName ?? throw new FileNotFoundException(
            $"The data folder '{folder}' has no IDX file with the {part} {what}, such as '{Usual(part, what)}'.");

    private string Usual(string part, string what) =>
        $"{(name == "" ? "" : $"{name}-")}{part}-{what}-idx{(what == "images" ? 3 : 1)}-ubyte";

    [GeneratedRegex(
        @"^(?<set>.*?)[-._]?((?<train>train)|t10k|test)[-._](?<what>images|labels)[-._]idx\d+[-._]"
        + @"(ubyte|byte|short|int|float|double)(\.gz)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
