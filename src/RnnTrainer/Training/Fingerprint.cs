using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using RnnTrainer.Data;
using RnnTrainer.Model;

namespace RnnTrainer.Training;

/// <summary>
/// What data and options must have in common for one run to go on where another stopped, each as a name and a value that an
/// error can show. What changes no number (threads, reports, checkpoints) is left out, and so is the engine, which changes
/// last digits only.
/// </summary>
/// <param name="Fields">Names and values.</param>
internal sealed record Fingerprint(IReadOnlyList<(string Name, string Value)> Fields)
{
    /// <param name="options">The options of the run.</param>
    /// <param name="data">What it trains on.</param>
    public static Fingerprint Of(RnnOptions options, TrainingData data) => new(
    [
        ("network", data.Network.Description),
        (nameof(RnnOptions.BatchSize), Text($"{options.BatchSize}")),
        (nameof(RnnOptions.LearningRate), Text($"{options.LearningRate}")),
        (nameof(RnnOptions.Epochs), options.Steps is null ? Text($"{options.Epochs ?? RnnOptions.DefaultEpochs}") : "null"),
        (nameof(RnnOptions.Steps), options.Steps is { } steps ? Text($"{steps}") : "null"),
        (nameof(RnnOptions.MinSteps), options.MinSteps is { } minimum ? Text($"{minimum}") : "null"),
        (nameof(RnnOptions.Shuffle), Text($"{options.Shuffle}")),
        (nameof(RnnOptions.Initialization), options.Initialization.ToString()),
        (nameof(RnnOptions.Dropout), Text($"{options.Dropout}")),
        (nameof(RnnOptions.LabelSmoothing), Text($"{options.LabelSmoothing}")),
        (nameof(RnnOptions.Optimizer), Text($"{options.Optimizer}")),
        (nameof(RnnOptions.Schedule), Text($"{options.Schedule}")),
        (nameof(RnnOptions.ClipNorm), options.ClipNorm is { } norm ? Text($"{norm}") : "null"),
        (nameof(RnnOptions.ClassWeights), options.ClassWeights is { } classWeights ? Text($"{classWeights}") : "null"),
        (nameof(RnnOptions.Augmentation), options.Augmentation is { } augmentation ? Text($"{augmentation}") : "null"),
        (nameof(RnnOptions.ValidationFraction), options.ValidationFraction is { } fraction ? Text($"{fraction}") : "null"),
        (nameof(RnnOptions.EarlyStopping), options.EarlyStopping is { } stopping ? Describe(stopping) : "null"),
        ("initial weights", data.Initial is null ? "drawn" : Hash(hash => hash.Append(MemoryMarshal.AsBytes(data.Initial.AsSpan())))),
        ("training data", Describe(data.Training)),
        ("validation data", data.Validation is null ? "none" : Describe(data.Validation)),
        ("label values", Hash(hash => hash.Append(Bytes(data.Label.Values)))),
    ]);

    /// <summary>What differs first: its name, and its value in <paramref name="saved"/> and here; null where all agrees.</summary>
    public (string Name, string Saved, string Current)? Difference(Fingerprint saved)
    {
        foreach (string name in Fields.Concat(saved.Fields).Select(field => field.Name).Distinct())
        {
            string there = saved.Find(name), here = Find(name);
            if (there != here)
                return (name, there, here);
        }
        return null;
    }

    private string Find(string name) => Fields.Where(field => field.Name == name).Select(field => field.Value).FirstOrDefault("missing");

    private static string Describe(RnnEarlyStopping stopping) =>
        Text($"{stopping.Monitor}, patience {stopping.Patience}, minimum change {stopping.MinDelta}, best weights ")
        + (stopping.RestoreBestWeights ? "restored" : "not restored");

    private static string Describe(LabelledSequences data) => Text($"{data.Sequences.Count} rows, ") + Hash(hash =>
    {
        SequenceSource source = data.Sequences;
        float[] values = new float[source.MaxTimeSteps * source.InputSize];
        int[] numbers = new int[2];
        for (int row = 0; row < source.Count; row++)
        {
            source.CopyTo(row, values);
            numbers[0] = source.Length(row);
            numbers[1] = BitConverter.SingleToInt32Bits(source.Weight(row));
            hash.Append(MemoryMarshal.AsBytes(values.AsSpan(0, source.Length(row))));
            hash.Append(MemoryMarshal.AsBytes(numbers.AsSpan()));
            data.Targets.AppendTo(hash, row);
        }
    });

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
        return $"hash {hash.GetCurrentHashAsUInt64():x16}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
