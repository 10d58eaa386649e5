using System.Text;
using RnnTrainer.Files;
using RnnTrainer.Tests.Training.Checkpoints;
using RnnTrainer.Training.Checkpoints;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Checkpoints, each read by a run that goes on from it to the end: magic, version and a checksummed frame.</summary>
internal sealed class FuzzedCheckpoint : FuzzedFormat
{
    private const int HeadLength = 12; // magic, version

    private static readonly MLContext Ml = new();
    private static readonly IDataView Data = Ml.Data.Cache(ToySequences.Data(Ml, 30));

    private static readonly RnnOptions Options = VictimRun.Options with
    {
        HiddenSize = 2,
        Epochs = 2,
        Schedule = new RnnPlateauSchedule(),
        WeightAveraging = new RnnEma(),
        ProgressSteps = 1,
        Progress = _ => { },
    };

    private readonly TemporaryFolder folder = new();

    public FuzzedCheckpoint() => Originals = [Stopped(after: 4), Stopped(after: 8)];

    public override string Name => "checkpoint";

    public override IReadOnlyList<byte[]> Originals { get; }

    public override bool IsChecksummed => true;

    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        byte[][] payloads = [.. Originals.Select(file => file[(HeadLength + sizeof(int))..^sizeof(ulong)])];
        byte[] forged = SectionedPayload.Mutate(payloads[Originals.ToList().IndexOf(original)], mutator, payloads);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(original.AsSpan(0, HeadLength));
        ChecksummedFrame.Write(writer, inner => inner.Write(forged));
        return stream.ToArray();
    }

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        string file = folder.Write("checkpoint.rnnckpt", input);
        RnnTransformer network = new RnnEstimator(Ml, Options with { ResumeFrom = file }).Fit(Data);
        using MemoryStream stream = new();
        CheckpointFormat.Write(new BinaryWriter(stream), CheckpointFolder.Read(file));
        saved = stream.ToArray();
        return Encoding.UTF8.GetBytes(VictimRun.Result(network));
    }

    // Other numbers in a fingerprint are those of another run, and other weights may diverge.
    public override bool IsDocumented(Exception refusal, bool isForged) =>
        refusal is InvalidDataException || (isForged && refusal is RnnCheckpointMismatchException or RnnDivergenceException);

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }

    private byte[] Stopped(long after)
    {
        string checkpoints = folder.PathOf($"{after}");
        new RnnEstimator(Ml, Options with
        {
            Checkpoints = new RnnCheckpoints { Folder = checkpoints, Keep = 1 },
            Progress = report =>
            {
                if (report.Step == after)
                    report.RequestStop();
            },
        }).Fit(Data);
        return File.ReadAllBytes(Directory.GetFiles(checkpoints, "*.rnnckpt").Single());
    }
}
