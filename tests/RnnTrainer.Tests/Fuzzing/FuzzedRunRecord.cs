extern alias samples;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using samples::RnnTrainer.Samples;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>The record that the sample console puts into a model: JSON in a zip file.</summary>
internal sealed class FuzzedRunRecord : FuzzedFormat
{
    private static readonly byte[] Json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new RunRecord
    {
        Data = "MNIST",
        TrainingRows = 60000,
        Preset = "tutorial",
        Settings = new Dictionary<string, string> { ["cell"] = "rnn", ["hidden-size"] = "32" },
        TrainingSeconds = 2.75,
        CancelledAtStep = 1200,
        Trained = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
    }, JsonOutput.Format));

    private readonly TemporaryFolder folder = new();

    public override string Name => "run.json";

    public override IReadOnlyList<byte[]> Originals { get; } = [Zip(Json)];

    public override bool IsChecksummed => false;

    public override byte[] Forge(byte[] original, Mutator mutator) => Zip(mutator.Mutate(Json, [Json]));

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        RunRecord record = RunRecord.In(folder.Write("model.zip", input))
            ?? throw new InvalidDataException("There is no record.");
        byte[] content = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(record, JsonOutput.Format));
        saved = Zip(content);
        return content;
    }

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException;

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }

    private static byte[] Zip(byte[] json)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("rnn-samples/run.json").Open();
            entry.Write(json);
        }
        return stream.ToArray();
    }
}
