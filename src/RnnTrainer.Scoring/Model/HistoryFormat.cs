using RnnTrainer.Files;
using RnnTrainer.Values;

namespace RnnTrainer.Model;

/// <summary>
/// Writes and reads a training history, little-endian:
/// <code>
/// int32   names of metrics; each: string
/// int32   epochs; each: int32 epoch, int64 step, single learning rate, double gradient norm;
///         for each metric: byte whether measured, and if so double its value
/// </code>
/// </summary>
internal static class HistoryFormat
{
    private const int EpochBytes = sizeof(int) + sizeof(long) + sizeof(float) + sizeof(double);

    public static void Write(BinaryWriter writer, IReadOnlyList<RnnEpoch> history)
    {
        string[] names = [.. history.SelectMany(epoch => epoch.Metrics.Keys).Distinct()];
        writer.Write(names.Length);
        foreach (string name in names)
            writer.Write(name);
        writer.Write(history.Count);
        foreach (RnnEpoch epoch in history)
        {
            writer.Write(epoch.Epoch);
            writer.Write(epoch.Step);
            writer.Write(epoch.LearningRate);
            writer.Write(epoch.GradientNorm);
            foreach (string name in names)
            {
                bool isMeasured = epoch.Metrics.TryGetValue(name, out double value);
                writer.Write(isMeasured);
                if (isMeasured)
                    writer.Write(value);
            }
        }
    }

    /// <param name="reader">The reader, at the start of a history.</param>
    /// <exception cref="FormatException">A count is impossible, or a metric is named twice.</exception>
    public static IReadOnlyList<RnnEpoch> Read(BoundedReader reader)
    {
        string[] names = new string[reader.ReadCount(bytesEach: 1, "metrics")];
        foreach (ref string name in names.AsSpan())
            name = reader.ReadString();
        if (names.Distinct().Count() < names.Length)
            throw new FormatException("its history names a metric twice");

        RnnEpoch[] history = new RnnEpoch[reader.ReadCount(EpochBytes + names.Length, "epochs of history")];
        foreach (ref RnnEpoch epoch in history.AsSpan())
        {
            int number = reader.ReadInt32();
            long step = reader.ReadInt64();
            float rate = reader.ReadSingle();
            double norm = reader.ReadDouble();
            List<KeyValuePair<string, double>> metrics = new(names.Length);
            foreach (string name in names)
            {
                if (reader.ReadBoolean())
                    metrics.Add(new(name, reader.ReadDouble()));
            }
            epoch = new(number, step, rate, norm, new MetricValues(metrics));
        }
        return history;
    }
}
