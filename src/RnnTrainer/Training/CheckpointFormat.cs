using RnnTrainer.Model;

namespace RnnTrainer.Training;

/// <summary>
/// The byte format of a checkpoint, little-endian: eight bytes of magic, uint32 version, and a <see cref="ChecksummedFrame"/>
/// that ends the file. Its payload:
/// <code>
/// int32   fields of the fingerprint; each: string name, string value
/// int32   seed
/// int64   step, int32 epoch
/// int32   batches of the epoch so far, int64 rows, double weight, double loss, double gradient norm (sums),
///         int32 sums that the task asks for, double each; single last learning rate
/// int32   parameters; single each
/// int64   steps of the optimizer, int32 its vectors; single each, as many as parameters
/// int32   numbers of the schedule; double each
/// int32   best epoch (0: none), double its measure, int32 epochs since, byte whether weights follow; single each
/// history as HistoryFormat says
/// int64   ticks of training time
/// </code>
/// </summary>
internal static class CheckpointFormat
{
    private const uint Version = 2;

    private static readonly TimeSpan MostElapsed = TimeSpan.MaxValue / 2;

    private static ReadOnlySpan<byte> Magic => "RNNCKPT\n"u8;

    public static void Write(BinaryWriter output, Checkpoint checkpoint)
    {
        output.Write(Magic);
        output.Write(Version);
        ChecksummedFrame.Write(output, writer => WritePayload(writer, checkpoint));
    }

    /// <param name="input">The reader, at the start of a file.</param>
    /// <exception cref="FormatException">The bytes are no undamaged checkpoint; the message says what is wrong with "it".</exception>
    public static Checkpoint Read(BoundedReader input)
    {
        int head = Magic.Length + sizeof(uint);
        if (input.BytesLeft < head)
            throw new FormatException($"it has {input.BytesLeft} bytes only");
        if (!input.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            throw new FormatException("it does not begin as a checkpoint does");
        uint version = input.ReadUInt32();
        if (version != Version)
            throw new FormatException($"it is of version {version}, where this library reads version {Version}");
        Checkpoint checkpoint = ChecksummedFrame.Read(input, ReadPayload, how => new FormatException(how));
        return input.BytesLeft == 0 ? checkpoint : throw new FormatException($"{input.BytesLeft} bytes follow its checksum");
    }

    private static void WritePayload(BinaryWriter writer, Checkpoint checkpoint)
    {
        writer.Write(checkpoint.Fingerprint.Fields.Count);
        foreach ((string name, string value) in checkpoint.Fingerprint.Fields)
        {
            writer.Write(name);
            writer.Write(value);
        }
        writer.Write(checkpoint.Seed);
        writer.Write(checkpoint.Step);
        writer.Write(checkpoint.Epoch);

        EpochSums sums = checkpoint.Sums;
        writer.Write(sums.Batches);
        writer.Write(sums.Rows);
        writer.Write(sums.Total.Weight);
        writer.Write(sums.Total.Loss);
        writer.Write(sums.GradientNorm);
        writer.Write(sums.Total.Accumulators.Length);
        foreach (double sum in sums.Total.Accumulators)
            writer.Write(sum);
        writer.Write(sums.LastLearningRate);

        writer.Write(checkpoint.Parameters.Length);
        SingleFormat.Write(writer, checkpoint.Parameters);
        writer.Write(checkpoint.OptimizerSteps);
        writer.Write(checkpoint.OptimizerState.Count);
        foreach (float[] vector in checkpoint.OptimizerState)
            SingleFormat.Write(writer, vector);
        writer.Write(checkpoint.ScheduleState.Length);
        foreach (double number in checkpoint.ScheduleState)
            writer.Write(number);

        BestEpoch.Memory best = checkpoint.Best;
        writer.Write(best.Epoch);
        writer.Write(best.Value);
        writer.Write(best.Waited);
        writer.Write(best.Weights is not null);
        SingleFormat.Write(writer, best.Weights);

        HistoryFormat.Write(writer, checkpoint.History);
        writer.Write(checkpoint.Elapsed.Ticks);
    }

    private static Checkpoint ReadPayload(BoundedReader reader)
    {
        (string, string)[] fields = new (string, string)[reader.ReadCount(2, "fields of the fingerprint")];
        foreach (ref (string, string) field in fields.AsSpan())
            field = (reader.ReadString(), reader.ReadString());
        int seed = reader.ReadInt32();
        long step = reader.ReadInt64();
        int epoch = reader.ReadInt32();
        EpochSums sums = ReadSums(reader);
        if (step < 1 || epoch < 1 || sums.Batches < 0 || sums.Batches > step)
            throw new FormatException($"it is of step {step}, epoch {epoch}, batch {sums.Batches}");

        int count = reader.ReadCount(sizeof(float), "parameters");
        if (count == 0)
            throw new FormatException("it has no parameters");
        float[] parameters = SingleFormat.Read(reader, count, "parameter");
        long optimizerSteps = reader.ReadInt64();
        float[][] vectors = new float[reader.ReadCount((long)count * sizeof(float), "vectors of the optimizer")][];
        foreach (ref float[] vector in vectors.AsSpan())
            vector = SingleFormat.Read(reader, count, "number of the optimizer");
        double[] schedule = new double[reader.ReadCount(sizeof(double), "numbers of the schedule")];
        foreach (ref double number in schedule.AsSpan())
            number = reader.ReadDouble();

        BestEpoch.Memory best = new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32(),
            reader.ReadBoolean() ? SingleFormat.Read(reader, count, "best parameter") : null);
        IReadOnlyList<RnnEpoch> history = HistoryFormat.Read(reader, ModelVersion.Written);
        TimeSpan elapsed = new(reader.ReadInt64());
        if (elapsed < TimeSpan.Zero || elapsed > MostElapsed)
            throw new FormatException($"it was trained for {elapsed}");
        return new Checkpoint
        {
            Fingerprint = new Fingerprint(fields),
            Seed = seed,
            Step = step,
            Epoch = epoch,
            Sums = sums,
            Parameters = parameters,
            OptimizerSteps = optimizerSteps,
            OptimizerState = vectors,
            ScheduleState = schedule,
            Best = best,
            History = history,
            Elapsed = elapsed,
        };
    }

    private static EpochSums ReadSums(BoundedReader reader)
    {
        int batches = reader.ReadInt32();
        long rows = reader.ReadInt64();
        double weight = reader.ReadDouble(), loss = reader.ReadDouble(), gradientNorm = reader.ReadDouble();
        EpochSums sums = new(reader.ReadCount(sizeof(double), "sums of the epoch")) { Batches = batches, Rows = rows, GradientNorm = gradientNorm };
        (sums.Total.Weight, sums.Total.Loss) = (weight, loss);
        foreach (ref double sum in sums.Total.Accumulators.AsSpan())
            sum = reader.ReadDouble();
        sums.LastLearningRate = reader.ReadSingle();
        return sums;
    }
}
