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
            RnnEpoch epoch = new(reader.ReadInt32(), reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadSingle());
            history[i] = version < ModelVersion.Forms ? epoch : WithValidation(reader, epoch);
        }
        return history;
    }

    private static RnnEpoch WithValidation(BoundedReader reader, RnnEpoch epoch)
    {
        double norm = reader.ReadDouble();
        return reader.ReadBoolean()
            ? epoch with { GradientNorm = norm, ValidationLoss = reader.ReadDouble(), ValidationAccuracy = reader.ReadDouble() }
            : epoch with { GradientNorm = norm };
    }
}
