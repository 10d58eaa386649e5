using System.Reflection;
using RnnTrainer.Files;
using RnnTrainer.MLNet;
using RnnTrainer.Model;
using RnnTrainer.Network;
using RnnTrainer.Tests.Scoring;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Models as ML.NET saves and loads them: a zip file with a checksummed frame for the network.</summary>
internal sealed class FuzzedModel : FuzzedFormat
{
    private static readonly MLContext Ml = new(1);

    private static readonly SavedTransformer[] Networks =
    [
        new("Label", "Features", [1, 2, 3], Network(NetworkForms.Of(2, 3, 4, 2), new[] { "a", "b" }),
            HistoryLines.Two, BestEpoch: 2),
        new("Label", "Features", [2, 3], Network(
            NetworkForms.Of(2, 3, 4, 2).With(NetworkForms.Normalization(RnnNormalization.MeanVariance, 3)), new[] { "a", "b" }),
                History: []),
        new("Label", "Features", [2, 3], Network(NetworkForms.Gapped().Last().WithTimeSteps(2), labels: null), History: []),
        new("Label", "Features", [2, 3], Network(NetworkForms.Blocked().First().WithTimeSteps(2), labels: null), History: []),
        new("Label", "Features", [2, 3], Network(NetworkForms.WithHighway(2).Last(network => network.Head.Numbers == 2), labels: null), []),
        new("Label", "Words", [0], Network(OfTokens, new[] { "a", "b" }, tokens: new[] { "x", "yy", "zzz" }), History: []),
        new("Class", "Signal", [4, 2], Network(Stacked, new[] { 3L, 5, 8 }), History: []) { LengthColumnName = "Steps" },
        new("Number", "Signal", [2, 3], Network(OfHead(RnnHead.Quantiles), labels: null), History: []),
        new("Answer", "Signal", [2, 3], Network(OfHead(RnnHead.Sigmoid), labels: null), History: []),
    ];

    public override string Name => "model";

    public override IReadOnlyList<byte[]> Originals { get; } = [.. Networks.Select(saved => Save(new RnnTransformer(Ml, saved)))];

    public override bool IsChecksummed => true;

    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        byte[][] payloads = [.. Networks.Select(Payload)];
        byte[] forged = SectionedPayload.Mutate(payloads[mutator.Random.Next(payloads.Length)], mutator, payloads);
        uint version = mutator.Random.Next(8) switch { 0 => ModelVersion.First, 1 => ModelVersion.Forms, _ => ModelVersion.Written };
        ModelFile file = new("RNN TRNS", RnnTransformerLoader.LoaderSignature, version, oldest: version);
        return new ForgedTransformer(file, Write(writer => ChecksummedFrame.Write(writer, inner => inner.Write(forged)))).ToModel(Ml);
    }

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        using MemoryStream stream = new(input);
        RnnTransformer network = Networks(Ml.Model.Load(stream, out _)).Single();
        saved = Save(network);
        return Write(writer =>
        {
            network.SaveAsSafetensors(writer.BaseStream);
            HistoryFormat.Write(writer, network.History);
            writer.Write(network.BestEpoch ?? 0);
        });

        static IEnumerable<RnnTransformer> Networks(ITransformer model) =>
            model is RnnTransformer one ? [one] : ((IEnumerable<ITransformer>)model).OfType<RnnTransformer>();
    }

    public override bool IsDocumented(Exception refusal, bool isForged) => IsDamage(refusal) || (!isForged && IsOfMlNet(refusal));

    /// <summary>Whether a transformer's loader, called through reflection, refuses its bytes, or ML.NET what the loader left.</summary>
    public static bool IsDamage(Exception refusal) =>
        refusal is FormatException or TargetInvocationException { InnerException: FormatException };

    /// <summary>Whether ML.NET refuses a damaged zip file: with exceptions of its own, such as for an assembly that is not there.</summary>
    public static bool IsOfMlNet(Exception refusal) =>
        refusal is IOException or InvalidDataException or InvalidOperationException or ArgumentException or NotSupportedException;

    private static NetworkSpec Stacked => NetworkForms.Of(
        InputSpec.AnyTimeSteps, 2, 3, 3, RnnCell.Gru, layers: 2, bidirectional: true, pooling: RnnPooling.Last | RnnPooling.Max);

    private static NetworkSpec OfHead(RnnHead head) =>
        NetworkForms.OtherHeads().First(shape => shape.Head.Kind == head).WithTimeSteps(2);

    private static NetworkSpec OfTokens => NetworkForms.Of(InputSpec.AnyTimeSteps, 2, 3, 2).WithTokens(4);

    private static RnnModel Network(NetworkSpec shape, Array? labels, Array? tokens = null) =>
        new(shape, ScoreDefinition.Network(shape).Parameters.ToArray(), labels, tokens);

    private static byte[] Payload(SavedTransformer saved) =>
        Write(writer => RnnModelFormat.Write(writer, saved))[sizeof(int)..^sizeof(ulong)];

    private static byte[] Save(RnnTransformer network)
    {
        using MemoryStream stream = new();
        Ml.Model.Save(network, inputSchema: null, stream);
        return stream.ToArray();
    }

    private static byte[] Write(Action<BinaryWriter> write)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        write(writer);
        return stream.ToArray();
    }
}
