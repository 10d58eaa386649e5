using RnnTrainer.Files;
using RnnTrainer.Model;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>
/// The byte format of a checkpoint, little-endian: eight bytes of magic, uint32 version, and a <see cref="ChecksummedFrame"/> of
/// sections (<see cref="SectionWriter"/>) that ends the file:
/// <code>
/// NETW and others  the network, as NetworkFormat says
/// IDEN  options and data, as IdentityFormat says
/// RUN_  int32 seed, int64 step, int32 epoch, int64 ticks of training time
/// SUMS  of the epoch under way: int32 batches, int64 rows, double weight, double loss, double gradient norm (sums),
///       int32 sums that the task asks for, double each; single last learning rate
/// PARM  int32 parameters; single each
/// AVRG  where the weights are averaged: single each, as many as parameters
/// AVST  where a table of tokens is averaged: int32 rows; int64 the step that each one's average is of
/// OPTM  int64 steps of the optimizer, int32 its vectors; single each, as many as parameters
/// SCHD  int32 numbers of the schedule; double each
/// BEST  int32 best epoch (0: none), double its measure, int32 epochs since, byte whether weights follow; single each
/// HIST  as HistoryFormat says
/// </code>
/// </summary>
internal static class CheckpointFormat
{
    private const uint Version = 2;

    private const string Identity = "IDEN", Run = "RUN_", Sums = "SUMS", Parameters = "PARM", Average = "AVRG",
        AverageSteps = "AVST", Optimizer = "OPTM", Schedule = "SCHD", Best = "BEST", History = "HIST";

    private static readonly string[] Known =
    [
        .. NetworkFormat.Tags, Identity, Run, Sums, Parameters, Average, AverageSteps, Optimizer, Schedule, Best, History,
    ];

    private static readonly TimeSpan MostElapsed = TimeSpan.MaxValue / 2;

    private static ReadOnlySpan<byte> Magic => "RNNCKPT\n"u8;

    public static void Write(BinaryWriter output, Checkpoint checkpoint)
    {
        output.Write(Magic);
        output.Write(Version);
        ChecksummedFrame.Write(output, payload =>
        {
            SectionWriter sections = new(payload);
            NetworkFormat.Write(sections, checkpoint.Identity.Network);
            sections.Add(Identity, writer => IdentityFormat.Write(writer, checkpoint.Identity.Fields));
            sections.Add(Run, writer => WriteRun(writer, checkpoint));
            sections.Add(Sums, writer => WriteSums(writer, checkpoint.Sums));
            sections.Add(Parameters, writer => WriteParameters(writer, checkpoint.Parameters));
            if (checkpoint.Average is { } average)
                sections.Add(Average, writer => SingleFormat.Write(writer, average));
            if (checkpoint.AverageSteps.Length > 0)
                sections.Add(AverageSteps, writer => WriteSteps(writer, checkpoint.AverageSteps));
            sections.Add(Optimizer, writer => WriteOptimizer(writer, checkpoint));
            sections.Add(Schedule, writer => WriteNumbers(writer, checkpoint.ScheduleState));
            sections.Add(Best, writer => WriteBest(writer, checkpoint.Best));
            sections.Add(History, writer => HistoryFormat.Write(writer, checkpoint.History));
        });
    }

    /// <param name="input">The reader, at the start of a file.</param>
    /// <exception cref="CheckpointVersionException">It is of another version.</exception>
    /// <exception cref="FormatException">The bytes are not an undamaged checkpoint; the message says what is wrong with "it".</exception>
    public static Checkpoint Read(BoundedReader input)
    {
        int head = Magic.Length + sizeof(uint);
        if (input.BytesLeft < head)
            throw new FormatException($"it has only {input.BytesLeft} bytes");
        if (!input.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            throw new FormatException("it does not start like a checkpoint");
        uint version = input.ReadUInt32();
        if (version != Version)
            throw new CheckpointVersionException(version);
        Checkpoint checkpoint =
            ChecksummedFrame.Read(input, payload => Read(new SectionReader(payload, Known)), how => new FormatException(how));
        return input.BytesLeft == 0 ? checkpoint : throw new FormatException($"{input.BytesLeft} bytes follow its checksum");
    }

    private static Checkpoint Read(SectionReader sections)
    {
        float[] parameters = sections.Read(Parameters, ReadParameters);
        (int seed, long step, int epoch, TimeSpan elapsed) = sections.Read(Run, ReadRun);
        (long steps, float[][] vectors) = sections.Read(Optimizer, reader => ReadOptimizer(reader, parameters.Length));
        EpochSums sums = sections.Read(Sums, ReadSums);
        if (step < 1 || epoch < 1 || sums.Batches < 0 || sums.Batches > step)
            throw new FormatException($"it is of step {step}, epoch {epoch}, batch {sums.Batches}");
        return new Checkpoint
        {
            Identity = new(NetworkFormat.Read(sections), sections.Read(Identity, IdentityFormat.Read)),
            Seed = seed,
            Step = step,
            Epoch = epoch,
            Sums = sums,
            Parameters = parameters,
            Average = sections.ReadOr(Average, reader => SingleFormat.Read(reader, parameters.Length, "average"), null),
            AverageSteps = sections.ReadOr(AverageSteps, ReadSteps, []),
            OptimizerSteps = steps,
            OptimizerState = vectors,
            ScheduleState = sections.Read(Schedule, reader => ReadNumbers(reader, "numbers of the schedule")),
            Best = sections.Read(Best, reader => ReadBest(reader, parameters.Length)),
            History = sections.Read(History, HistoryFormat.Read),
            Elapsed = elapsed,
        };
    }

    private static void WriteRun(BinaryWriter writer, Checkpoint checkpoint)
    {
        writer.Write(checkpoint.Seed);
        writer.Write(checkpoint.Step);
        writer.Write(checkpoint.Epoch);
        writer.Write(checkpoint.Elapsed.Ticks);
    }

    private static (int Seed, long Step, int Epoch, TimeSpan Elapsed) ReadRun(BoundedReader reader)
    {
        (int seed, long step, int epoch, TimeSpan elapsed) =
            (reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt32(), new(reader.ReadInt64()));
        return elapsed >= TimeSpan.Zero && elapsed <= MostElapsed ? (seed, step, epoch, elapsed)
            : throw new FormatException($"it was trained for {elapsed}");
    }

    private static void WriteSums(BinaryWriter writer, EpochSums sums)
    {
        writer.Write(sums.Batches);
        writer.Write(sums.Rows);
        writer.Write(sums.Total.Weight);
        writer.Write(sums.Total.Loss);
        writer.Write(sums.GradientNorm);
        WriteNumbers(writer, sums.Total.Accumulators);
        writer.Write(sums.LastLearningRate);
    }

    private static EpochSums ReadSums(BoundedReader reader)
    {
        int batches = reader.ReadInt32();
        long rows = reader.ReadInt64();
        double weight = reader.ReadDouble(), loss = reader.ReadDouble(), gradientNorm = reader.ReadDouble();
        double[] accumulators = ReadNumbers(reader, "sums of the epoch");
        EpochSums sums = new(accumulators.Length)
        {
            Batches = batches,
            Rows = rows,
            GradientNorm = gradientNorm,
            LastLearningRate = reader.ReadSingle(),
        };
        (sums.Total.Weight, sums.Total.Loss) = (weight, loss);
        accumulators.CopyTo(sums.Total.Accumulators, 0);
        return sums;
    }

    private static void WriteParameters(BinaryWriter writer, float[] parameters)
    {
        writer.Write(parameters.Length);
        SingleFormat.Write(writer, parameters);
    }

    private static float[] ReadParameters(BoundedReader reader)
    {
        int count = reader.ReadCount(sizeof(float), "parameters");
        return count > 0 ? SingleFormat.Read(reader, count, "parameter") : throw new FormatException("it has no parameters");
    }

    private static void WriteOptimizer(BinaryWriter writer, Checkpoint checkpoint)
    {
        writer.Write(checkpoint.OptimizerSteps);
        writer.Write(checkpoint.OptimizerState.Count);
        foreach (float[] vector in checkpoint.OptimizerState)
            SingleFormat.Write(writer, vector);
    }

    private static (long Steps, float[][] Vectors) ReadOptimizer(BoundedReader reader, int parameters)
    {
        long steps = reader.ReadInt64();
        float[][] vectors = new float[reader.ReadCount((long)parameters * sizeof(float), "vectors of the optimizer")][];
        foreach (ref float[] vector in vectors.AsSpan())
            vector = SingleFormat.Read(reader, parameters, "number of the optimizer");
        return (steps, vectors);
    }

    private static void WriteBest(BinaryWriter writer, BestEpoch.Memory best)
    {
        writer.Write(best.Epoch);
        writer.Write(best.Value);
        writer.Write(best.Waited);
        writer.Write(best.Weights is not null);
        SingleFormat.Write(writer, best.Weights);
    }

    private static BestEpoch.Memory ReadBest(BoundedReader reader, int parameters) =>
        new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32(),
        reader.ReadBoolean() ? SingleFormat.Read(reader, parameters, "best parameter") : null);

    private static void WriteSteps(BinaryWriter writer, long[] steps)
    {
        writer.Write(steps.Length);
        foreach (long step in steps)
            writer.Write(step);
    }

    private static long[] ReadSteps(BoundedReader reader)
    {
        long[] steps = new long[reader.ReadCount(sizeof(long), "averaged rows")];
        foreach (ref long step in steps.AsSpan())
            step = reader.ReadInt64();
        return steps;
    }

    private static void WriteNumbers(BinaryWriter writer, double[] numbers)
    {
        writer.Write(numbers.Length);
        foreach (double number in numbers)
            writer.Write(number);
    }

    private static double[] ReadNumbers(BoundedReader reader, string what)
    {
        double[] numbers = new double[reader.ReadCount(sizeof(double), what)];
        foreach (ref double number in numbers.AsSpan())
            number = reader.ReadDouble();
        return numbers;
    }
}
