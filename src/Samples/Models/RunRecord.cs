using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>How a model came about. <c>train</c> puts it into the model's file, beside what ML.NET keeps there.</summary>
internal sealed record RunRecord
{
    private const string EntryName = "rnn-samples/run.json";

    // Thousands are usual. Zipped, a little file can hold gigabytes.
    private const int MostBytes = 1 << 20;

    private static readonly JsonSerializerOptions Format =
        new(JsonOutput.Format) { WriteIndented = true, RespectNullableAnnotations = true };

    /// <summary>The data's name: "MNIST", or the folder that was given.</summary>
    public required string Data { get; init; }

    /// <summary>How image files are brought to the network's size, see <see cref="ImagePreparation"/>.</summary>
    public string Preparation { get; init; } = ImagePreparation.Digits.Name;

    /// <summary>Whether the images in the IDX files that it trained on are stored column by column.</summary>
    public bool Transposed { get; init; }

    /// <summary>How sequences are read from a file; null where the model is for images.</summary>
    public SequenceColumns? Sequences { get; init; }

    /// <summary>Whether a fifth of the file was held out to test on.</summary>
    public bool HeldOut { get; init; }

    /// <summary>Rows trained on.</summary>
    public required long TrainingRows { get; init; }

    /// <summary>The preset that the settings start from.</summary>
    public required string Preset { get; init; }

    /// <summary>All settings by their option's name, without the dashes, as they would be typed.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Time that training took, in seconds, tests left out.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Optimizer steps of the saved network, where the run was cancelled; null where it ended by itself.</summary>
    public long? CancelledAtStep { get; init; }

    /// <summary>What was measured on test images when epochs ended, by the number of the step that ended them.</summary>
    public IReadOnlyDictionary<long, IReadOnlyDictionary<string, double>> Tests { get; init; } =
        new Dictionary<long, IReadOnlyDictionary<string, double>>();

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Trained { get; init; }

    /// <summary>What computed: names and versions, by what they are.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } =
        NetworkReports.Versions.All.ToDictionary(version => version.Name, version => version.Version);

    // What annotations of nullable types do not check.
    private bool IsPossible => TrainingRows >= 0 && TrainingSeconds >= 0 && TrainingSeconds < TimeSpan.MaxValue.TotalSeconds
        && !Data.Contains('\0', StringComparison.Ordinal) && Settings.Values.Concat(Versions.Values).All(text => text is not null)
        && Tests.Values.All(metrics => metrics is not null) && Sequences is not { IsPossible: false };

    /// <summary>An epoch of the run with what was measured on test images at its end.</summary>
    public RnnEpoch WithTest(RnnEpoch epoch) => !Tests.TryGetValue(epoch.Step, out IReadOnlyDictionary<string, double>? test) ? epoch
        : epoch with { Metrics = new OrderedDictionary<string, double>(epoch.Metrics.UnionBy(test, metric => metric.Key)) };

    /// <summary>Whether it trained on a folder or file; where it was given as a relative path, as seen from the current folder.</summary>
    public bool IsOn(FileSystemInfo folder) => Data != "" && Path.GetRelativePath(Data, folder.FullName) == ".";

    /// <summary>Whether a fifth of a file was held out of training, and the others trained on.</summary>
    public bool IsHeldOutOf(FileInfo file) => HeldOut && IsOn(file);

    /// <summary>Saves a model with it, whole or not at all.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="model">The model.</param>
    /// <param name="schema">Of the data that it is for.</param>
    /// <param name="file">Where.</param>
    /// <returns>The size of the file, in bytes.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public long SaveWith(MLContext ml, ITransformer model, DataViewSchema schema, OutputFile file) => file.Write(path =>
    {
        ml.Model.Save(model, schema, path);
        AddTo(path);
    });

    /// <summary>The one in a model's file; null where another program saved it.</summary>
    /// <exception cref="InvalidDataException">There is one that no run has made: how images are prepared is not known then.</exception>
    public static RunRecord? In(string modelPath)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(modelPath);
            using Stream? entry = zip.GetEntry(EntryName)?.Open();
            if (entry is null)
                return null;
            byte[] content = new byte[MostBytes];
            int length = entry.ReadAtLeast(content, MostBytes, throwOnEndOfStream: false);
            RunRecord? record = length < MostBytes ? JsonSerializer.Deserialize<RunRecord>(content.AsSpan(0, length), Format) : null;
            return record is { IsPossible: true } ? record : throw Damaged(modelPath);
        }
        catch (JsonException exception)
        {
            throw Damaged(modelPath, exception);
        }
    }

    private static InvalidDataException Damaged(string modelPath, Exception? reason = null) =>
        new($"The training record in '{modelPath}' is damaged, so the form of its input is unknown. "
            + "Train the model again.", reason);

    private void AddTo(string modelPath)
    {
        using ZipArchive zip = ZipFile.Open(modelPath, ZipArchiveMode.Update);
        using Stream entry = zip.CreateEntry(EntryName).Open();
        JsonSerializer.Serialize(entry, this, Format);
    }
}
