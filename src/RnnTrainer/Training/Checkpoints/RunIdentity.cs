using System.IO.Hashing;
using System.Runtime.InteropServices;
using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Tasks;
using RnnTrainer.Values;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>
/// What data and options must have in common for one run to go on where another stopped, as typed values: no text that is meant for
/// people takes part.
/// </summary>
/// <param name="Network">The network that is trained.</param>
/// <param name="Fields">Options and data.</param>
internal sealed record RunIdentity(NetworkSpec Network, IReadOnlyList<IdentityField> Fields)
{
    private const string TrainingData = "training data", ValidationData = "validation data", LabelValues = "label values",
        TokenValues = "token values";

    private const string InitialWeights = "initial weights", Shards = $"{nameof(RnnOptions.Distributed)}.{nameof(RnnMpi.Shards)}";

    /// <summary>Fields that a checkpoint may lack as it is older than they are, with what was done then.</summary>
    public IReadOnlyList<IdentityField> FieldsBefore { get; init; } = [];

    /// <param name="options">The options of the run.</param>
    /// <param name="data">What it trains on.</param>
    public static RunIdentity Of(RnnOptions options, TrainingData data) => new(data.Network,
    [
        .. OptionFields.Of(options),
        new(Shards, (long)options.ShardCount),
        new(InitialWeights, data.Initial is null ? null : Hash(hash => Append(hash, data.Initial, data.Network.Input.Normalization))),
        .. OfData(data),
    ])
    {
        FieldsBefore = [.. OptionFields.DefaultsOf(options), new(Shards, 1L)],
    };

    /// <summary>Identifies the data, regardless of the options.</summary>
    public static IEnumerable<IdentityField> OfData(TrainingData data) =>
    [
        .. FieldsOf(TrainingData, data.Training),
        .. data.Validation is null ? [new IdentityField(ValidationData, null)] : FieldsOf(ValidationData, data.Validation),
        .. data.TokenValues is null ? [] : (IdentityField[])[new(TokenValues, Hash(hash => hash.Append(Bytes(data.TokenValues))))],
        new(LabelValues, data.Label.Values is null ? null : Hash(hash => hash.Append(Bytes(data.Label.Values)))),
    ];

    /// <summary>What differs first: its name, and its value in <paramref name="saved"/> and here, as text; null where all agrees.</summary>
    public (string Name, string Saved, string Current)? Difference(RunIdentity saved)
    {
        // How inputs are brought to scale follows from the rest, and a run goes on with what its checkpoint says.
        if (Network.With(saved.Network.Input.Normalization).Difference(saved.Network) is var (ours, theirs))
            return ("network", theirs, ours);
        foreach (IdentityField here in Fields)
        {
            IdentityField? there = saved.Fields.Concat(FieldsBefore).FirstOrDefault(field => field.Name == here.Name);
            if (there != here)
                return (here.Name, there?.Text ?? "missing", here.Text);
        }
        return saved.Fields.FirstOrDefault(field => Fields.All(here => here.Name != field.Name)) is { } other
            ? (other.Name, other.Text, "missing") : null;
    }

    private static IEnumerable<IdentityField> FieldsOf(string name, LabelledSequences data) =>
    [
        new($"rows of {name}", (long)data.Sequences.Count),
        new(name, Text(data.Fingerprint ?? throw new InvalidOperationException($"The {name} have no fingerprint."))),
    ];

    private static void Append(XxHash3 hash, float[] parameters, InputNormalization normalization)
    {
        hash.Append(MemoryMarshal.AsBytes(parameters.AsSpan()));
        if (normalization == InputNormalization.None)
            return;
        hash.Append([(byte)normalization.Kind]);
        hash.Append(MemoryMarshal.AsBytes<double>([.. normalization.Offsets, .. normalization.Scales, .. normalization.Means]));
    }

    private static byte[] Bytes(Array? labelValues)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        LabelValueFormat.Write(writer, labelValues);
        writer.Flush();
        return stream.ToArray();
    }

    private static string Hash(Action<XxHash3> append)
    {
        XxHash3 hash = new();
        append(hash);
        return Text(hash.GetCurrentHashAsUInt64());
    }

    private static string Text(ulong hash) => $"hash {hash:x16}";
}
