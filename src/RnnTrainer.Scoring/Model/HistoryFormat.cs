namespace RnnTrainer.Model;

/// <summary>
/// Writes and reads a training history, little-endian:
/// <code>
/// int32   epochs; each:
///   int32 epoch, int64 step, double loss, double accuracy, single learning rate
///   since 1.2: double gradient norm, byte whether validated; if so: double loss, double accuracy
/// </code>
/// </summary>
internal static class HistoryFormat
{
    private const int FirstBytes = sizeof(int) + sizeof(long) + 2 * sizeof(double) + sizeof(float);

    public static void Write(BinaryWriter writer, IReadOnlyList<RnnEpoch> history)
    {
        writer.Write(history.Count);
        foreach (RnnEpoch epoch in history)
        {
            writer.Write(epoch.Epoch);
            writer.Write(epoch.Step);
            writer.Write(epoch.Loss);
            writer.Write(epoch.Accuracy);
            writer.Write(epoch.LearningRate);
            writer.Write(epoch.GradientNorm);
            writer.Write(epoch.ValidationLoss is not null);
            if (epoch.ValidationLoss is { } loss)
            {
                writer.Write(loss);
                writer.Write(epoch.ValidationAccuracy ?? 0);
            }
        }
    }

    /// <param name="reader">The reader, at the start of a history.</param>
    /// <param name="version">The <see cref="ModelVersion"/> that it was written with.</param>
    /// <exception cref="FormatException">The number of epochs is impossible.</exception>
    public static IReadOnlyList<RnnEpoch> Read(BoundedReader reader, uint version)
    {
        RnnEpoch[] history = new RnnEpoch[reader.ReadCount(FirstBytes, "epochs of history")];
        for (int i = 0; i < history.Length; i++)
        {
            int epoch = reader.ReadInt32();
            long step = reader.ReadInt64();
            List<KeyValuePair<string, double>> metrics = [new(RnnMetric.Loss, reader.ReadDouble()), new(RnnMetric.Accuracy, reader.ReadDouble())];
            float rate = reader.ReadSingle();
            double norm = version < ModelVersion.Forms ? 0 : reader.ReadDouble();
            if (version >= ModelVersion.Forms && reader.ReadBoolean())
                metrics.AddRange([new(RnnMetric.ValidationLoss, reader.ReadDouble()), new(RnnMetric.ValidationAccuracy, reader.ReadDouble())]);
            history[i] = new RnnEpoch(epoch, step, rate, norm, new MetricValues(metrics));
        }
        return history;
    }
}
