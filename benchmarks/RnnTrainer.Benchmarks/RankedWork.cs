using System.Diagnostics;
using System.IO.Pipes;
using Microsoft.ML;
using RnnTrainer.Ranks;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// What the two ranks do: training that one of them does alone and that both share, by turns, then sums of vectors. While the first works
/// alone, the second sleeps, so that it neither spins nor takes memory bandwidth.
/// </summary>
internal sealed class RankedWork : IDisposable
{
    private const int Pairs = 25, QuickPairs = 5, AlonePairs = 5, Rows = 6000;
    private const int SinglesOfTheFirst = 1 << 8, SinglesOfTheLast = 1 << 22, Times = 4, SumPairs = 15;

    // About how long a sum takes: from these, both ranks choose as many for a block of this length.
    private const double SecondsOfBlock = 0.01, SecondsOfSum = 5e-6, SumsBytesASecond = 4e9;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly MLContext ml = new(1);
    private readonly IDataView digits;
    private readonly PipeStream turns;
    private readonly int pairs;
    private float[] bits = []; // of the parameters that the shape's first fit gave

    private RankedWork(bool quick)
    {
        pairs = quick ? QuickPairs : Pairs;
        digits = Digits.Train(ml, Rows).View;
        turns = OpenTurns();
    }

    /// <summary>Measures as this process's rank.</summary>
    /// <returns>The figures on the first rank, otherwise null.</returns>
    public static RanksRun? Measure(bool quick)
    {
        if (RnnMpi.Size != 2)
            throw new InvalidOperationException($"Two ranks are measured; the launcher started {RnnMpi.Size}.");
        using RankedWork work = new(quick);
        RanksSteps[] steps = [.. RanksShape.All.Select(work.Train)];
        (string library, RanksReduction[] reductions) = work.Reduce();
        return RnnMpi.IsFirst ? new RanksRun(library, steps, reductions) : null;
    }

    public void Dispose() => turns.Dispose();

    // The second rank waits in it, asleep, for the first.
    private static PipeStream OpenTurns()
    {
        using MpiRun run = MpiWorld.Current.Begin(Patience);
        byte[] process = run.Ranks.Broadcast(() => BitConverter.GetBytes(Environment.ProcessId));
        string name = $"rnntrainer-ranks-{BitConverter.ToInt32(process)}";
        if (run.Ranks.IsFirst)
        {
            NamedPipeServerStream server = new(name, PipeDirection.Out);
            run.Ranks.Broadcast([]);
            server.WaitForConnection();
            return server;
        }
        run.Ranks.Broadcast([]);
        NamedPipeClientStream client = new(".", name, PipeDirection.In);
        client.Connect();
        return client;
    }

    private RanksSteps Train(RanksShape shape)
    {
        List<double> alone = [], shared = [];
        bits = [];
        int count = shape.Target is null ? Math.Min(pairs, AlonePairs) : pairs;
        for (int pair = -1; pair < count; pair++)
        {
            // The first warms up; every other goes backwards.
            double first = pair % 2 == 0 ? Alone(shape) : Shared(shape), second = pair % 2 == 0 ? Shared(shape) : Alone(shape);
            if (pair >= 0)
            {
                alone.Add(pair % 2 == 0 ? first : second);
                shared.Add(pair % 2 == 0 ? second : first);
            }
        }
        return new(alone, shape.Target is null ? [] : shared);
    }

    private double Alone(RanksShape shape) => RnnMpi.IsFirst ? Fit(shape, distributed: null) : 0;

    private double Shared(RanksShape shape)
    {
        if (shape.Target is null)
            return 0;
        TakeTurn();
        return Fit(shape, new RnnMpi());
    }

    // The first rank goes on, and wakes the second.
    private void TakeTurn()
    {
        if (RnnMpi.IsFirst)
            turns.WriteByte(1);
        else if (turns.ReadByte() < 0)
            throw new EndOfStreamException("The first rank has ended.");
    }

    // Seconds of a step.
    private double Fit(RanksShape shape, RnnMpi? distributed)
    {
        StepClock clock = new();
        GC.Collect();
        float[] parameters = [.. ml.MulticlassClassification.Trainers.Rnn(shape.Network.ApplyTo(RnnOptions.Tutorial) with
        {
            InputSize = Digits.InputSize,
            BatchSize = shape.BatchSize,
            Steps = shape.Steps,
            Seed = 1,
            Threads = 1,
            Distributed = distributed,
            Progress = clock.Report,
            ProgressSteps = shape.Steps,
        }).Fit(digits).Model.Parameters];
        if (bits.Length == 0)
            bits = parameters;
        else if (!bits.SequenceEqual(parameters))
            throw new InvalidOperationException($"{shape.Name}: two ranks gave other parameters than one process.");
        return clock.Steps.TotalSeconds / (shape.Steps - 1);
    }

    private (string Library, RanksReduction[] Reductions) Reduce()
    {
        TakeTurn();
        using MpiRun run = MpiWorld.Current.Begin(Patience);
        MpiReduction mpi = new(MpiWorld.Current.LibraryName);
        AllReduce pairs = new(run.Ranks);
        List<RanksReduction> reductions = [];
        for (int singles = SinglesOfTheFirst; singles <= SinglesOfTheLast; singles *= Times)
        {
            SumVector vector = new(), other = new();
            vector.Begin(singles, doubles: 0);
            other.Begin(singles, doubles: 0);
            List<double> ours = [], theirs = [], adding = [];
            for (int pair = -1; pair < SumPairs; pair++)
            {
                double first = Time(vector, () => pairs.Sum(vector, [0, 1], run.Ranks.Rank));
                double second = Time(vector, () => mpi.Sum(vector.Singles));
                double third = Time(vector, () => vector.Add(other));
                if (pair < 0)
                    continue;
                ours.Add(first);
                theirs.Add(second);
                adding.Add(third);
            }
            reductions.Add(new(vector.Bytes.Length, ours, theirs, adding));
        }
        return (mpi.Version, [.. reductions]);

        double Time(SumVector vector, Action sum)
        {
            int count = (int)Math.Ceiling(SecondsOfBlock / (SecondsOfSum + vector.Bytes.Length / SumsBytesASecond));
            pairs.Sum(vector, [0, 1], run.Ranks.Rank); // until both are here
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
                sum();
            return Stopwatch.GetElapsedTime(start).TotalSeconds / count;
        }
    }
}
