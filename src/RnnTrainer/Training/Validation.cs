using System.Runtime.ExceptionServices;
using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Scoring;
using RnnTrainer.Tasks;

namespace RnnTrainer.Training;

/// <summary>
/// Measures a network on rows that it is not trained on: each rank scores some of them, those that it keeps where rows are in shards, and
/// all measure all outputs.
/// </summary>
internal sealed class Validation
{
    // What a thread takes at once: a few blocks.
    private const int RowsAtOnce = 60;

    private const int MostThreads = 16;

    // What a rank scores before it notifies the others.
    private const int RowsOfRound = 4096;

    private readonly NetworkSpec network;
    private readonly LabelledSequences data;
    private readonly int[] rows, firsts; // firsts: of each row, the place of its first target among those measured
    private readonly ValidationMeasure measure;
    private readonly int threads;
    private readonly RankGroup ranks;

    /// <param name="network">What the network is made of.</param>
    /// <param name="data">Where the rows are.</param>
    /// <param name="rows">Numbers of the rows, at least one.</param>
    /// <param name="measure">What is measured on their targets.</param>
    /// <param name="threads">How many threads may score.</param>
    /// <param name="ranks">The processes that score together.</param>
    public Validation(NetworkSpec network, LabelledSequences data, int[] rows, ValidationMeasure measure, int threads, RankGroup ranks)
    {
        this.ranks = ranks;
        this.network = network;
        this.data = data;
        this.rows = rows;
        this.measure = measure;
        this.threads = threads;
        firsts = new int[rows.Length];
        for (int i = 1; i < rows.Length; i++)
            firsts[i] = firsts[i - 1] + data.Targets.Of([rows[i - 1]]).Length;
    }

    /// <summary>How many threads score.</summary>
    public static int ThreadsFor(RnnOptions options) => Math.Min(options.Threads ?? Environment.ProcessorCount, MostThreads);

    /// <summary>Rows that are measured.</summary>
    public int Count => rows.Length;

    /// <param name="parameters">The network's parameters, in <see cref="ParameterLayout"/>'s order.</param>
    /// <returns>The task's metrics, in its order.</returns>
    /// <exception cref="IOException">Rows could not be read from where they are.</exception>
    public double[] Evaluate(ReadOnlyMemory<float> parameters)
    {
        SequenceScorer scorer = new(network, parameters, RnnKernels.Best);
        try
        {
            int round = ranks.Size == 1 ? rows.Length : RowsOfRound * ranks.Size;
            for (int first = 0; first < rows.Length; first += round)
                ScoreRound(scorer, first, Math.Min(first + round, rows.Length));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
        return measure.Compute();
    }

    private void ScoreRound(SequenceScorer scorer, int first, int end)
    {
        int[] mine = ShareOf(ranks.Rank, first, end);
        float[][]? kept = ranks.Size == 1 ? null : new float[mine.Length][];
        Parallel.For(0, (mine.Length + RowsAtOnce - 1) / RowsAtOnce, new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => scorer.CreateBlock(scorer.BlockRows),
            (share, _, block) =>
            {
                int from = share * RowsAtOnce;
                Score(block, mine.AsSpan(from..Math.Min(from + RowsAtOnce, mine.Length)), (i, outputs) =>
                {
                    Measure(mine[from + i], outputs);
                    if (kept is not null)
                        kept[from + i] = outputs.ToArray();
                });
                return block;
            },
            _ => { });
        if (kept is null)
            return;
        byte[][] messages = ranks.Gather(OutputMessage.Write(kept));
        for (int rank = 0; rank < ranks.Size; rank++)
        {
            if (rank == ranks.Rank)
                continue;
            foreach ((int row, float[] outputs) in ShareOf(rank, first, end).Zip(OutputMessage.Read(messages[rank])))
                Measure(row, outputs);
        }
    }

    // The places of the rows that a rank scores: those that it keeps, and of rows that all keep as many as the others.
    private int[] ShareOf(int rank, int first, int end)
    {
        RowShards shards = data.Sequences.Shards;
        if (!shards.AreAllHere)
        {
            return [.. Enumerable.Range(first, end - first)
                .Where(place => ShareTree.Owner(shards.Count, shards.Of(rows[place]), ranks.Size) == rank)];
        }
        (int mine, int next) = (FirstOf(rank), FirstOf(rank + 1));
        return [.. Enumerable.Range(mine, next - mine)];

        int FirstOf(int rank) => first + (int)((long)(end - first) * rank / ranks.Size);
    }

    private void Score(ScoringBlock block, ReadOnlySpan<int> places, Action<int, ReadOnlySpan<float>> take)
    {
        int[] categories = new int[network.Input.Categories.Count];
        for (int first = 0; first < places.Length; first += block.Count)
        {
            block.Clear();
            while (!block.IsFull && first + block.Count < places.Length)
            {
                int row = rows[places[first + block.Count]];
                data.Sequences.CopyCategories(row, categories);
                data.Sequences.CopyTo(row, block.Add(data.Sequences.Length(row), categories));
            }
            block.Score();
            for (int i = 0; i < block.Count; i++)
                take(first + i, block.Outputs(i));
        }
    }

    private void Measure(int row, ReadOnlySpan<float> outputs)
    {
        int place = firsts[row], size = network.Head.Outputs;
        for (int step = 0; step * size < outputs.Length; step++)
        {
            if (data.Targets.Find(rows[row], step) != Targets.None)
                measure.Add(place++, outputs.Slice(step * size, size));
        }
    }
}
