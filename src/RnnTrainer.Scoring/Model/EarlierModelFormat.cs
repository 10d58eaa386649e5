using RnnTrainer.Files;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Model;

/// <summary>
/// Reads networks saved by the versions 1.1 and 1.2, in the payload of a <see cref="ChecksummedFrame"/>, little-endian:
/// <code>
/// string  label column, string feature column; since 1.2: string length column (empty: none)
/// int32   number of feature dimensions, int32 each (0: unknown)
/// int32   time steps (0: they differ), input size, hidden size, class count
/// since 1.2: byte cell, byte activation, int32 layers, byte whether bidirectional, byte pooling;
///         before: one layer of tanh RNN units, forward, pooling Last
/// byte    type of the label values (0: none), then each value
/// single  parameters, in ParameterLayout's order
/// int32   epochs; each: int32 epoch, int64 step, double loss, double accuracy, single learning rate;
///         since 1.2: double gradient norm, byte whether validated; if so: double loss, double accuracy
/// int32   best epoch (0: none); since 1.2
/// </code>
/// </summary>
internal static class EarlierModelFormat
{
    private const int EpochBytes = sizeof(int) + sizeof(long) + 2 * sizeof(double) + sizeof(float);

    /// <param name="reader">The reader, at the start of the payload.</param>
    /// <param name="version">The <see cref="ModelVersion"/> that it was written with.</param>
    /// <exception cref="FormatException">The content contradicts itself.</exception>
    public static SavedTransformer Read(BoundedReader reader, uint version)
    {
        bool hasForms = version >= ModelVersion.Forms;
        string label = reader.ReadString(), feature = reader.ReadString(), length = hasForms ? reader.ReadString() : "";
        int[] dimensions = DimensionsFormat.Read(reader);
        NetworkSpec network = ReadNetwork(reader, hasForms);
        Array? labelValues = LabelValueFormat.Read(reader, network.Head.Outputs);
        RnnModel model = new(network, SingleFormat.Read(reader, network.ParameterCount, "parameter"), labelValues);
        IReadOnlyList<RnnEpoch> history = ReadHistory(reader, hasForms);
        int best = hasForms ? reader.ReadInt32() : 0;
        return new(label, feature, dimensions, model, history, best == 0 ? null : best)
        {
            LengthColumnName = length.Length == 0 ? null : length,
        };
    }

    private static NetworkSpec ReadNetwork(BoundedReader reader, bool hasForms)
    {
        InputSpec input = new(reader.ReadInt32(), reader.ReadInt32());
        int size = reader.ReadInt32(), classes = reader.ReadInt32(), layers = 1;
        LayerSpec layer = new(RnnCell.Rnn, RnnActivation.Tanh, size, Bidirectional: false);
        RnnPooling pooling = RnnPooling.Last;
        if (hasForms)
        {
            layer = layer with { Cell = (RnnCell)reader.ReadByte(), Activation = (RnnActivation)reader.ReadByte() };
            layers = reader.ReadInt32();
            layer = layer with { Bidirectional = reader.ReadBoolean() };
            pooling = (RnnPooling)reader.ReadByte();
        }
        if (layers is < 1 or > NetworkSpec.MaxLayers)
            throw new FormatException($"it has {layers} layers");
        return NetworkFormat.Checked(new(input, layer, layers, pooling, new HeadSpec(RnnHead.Softmax, classes)));
    }

    private static RnnEpoch[] ReadHistory(BoundedReader reader, bool hasForms)
    {
        RnnEpoch[] history = new RnnEpoch[reader.ReadCount(EpochBytes, "epochs of history")];
        foreach (ref RnnEpoch epoch in history.AsSpan())
        {
            int number = reader.ReadInt32();
            long step = reader.ReadInt64();
            List<KeyValuePair<string, double>> metrics =
                [new(RnnMetric.Loss, reader.ReadDouble()), new(RnnMetric.Accuracy, reader.ReadDouble())];
            float rate = reader.ReadSingle();
            double norm = hasForms ? reader.ReadDouble() : 0;
            if (hasForms && reader.ReadBoolean())
                metrics.AddRange(
                    [new(RnnMetric.ValidationLoss, reader.ReadDouble()), new(RnnMetric.ValidationAccuracy, reader.ReadDouble())]);
            epoch = new(number, step, rate, norm, new MetricValues(metrics));
        }
        return history;
    }
}
