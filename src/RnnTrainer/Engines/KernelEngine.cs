using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Ranks;
using RnnTrainer.Values;

namespace RnnTrainer.Engines;

/// <summary>
/// The fast path on the CPU: fused kernels, the batch split over ranks and each rank's share over a team of threads. Parts and the
/// order in which they are summed are those of a <see cref="PartTree"/>, so that the result has the same bits on any number of threads
/// and ranks. Memory is needed for the parts in work and the few sums that wait, however large the batch.
/// </summary>
internal sealed class KernelEngine : GradientEngine
{
    private readonly FlatNetwork network;
    private readonly EngineSettings settings;
    private readonly RankGroup ranks;
    private readonly RnnWeights weights;
    private readonly PartTree tree = new();
    private readonly PartWorker[] workers; // of each thread
    private readonly Stack<PartSums> free = [];
    private readonly TreeSum<PartSums> sums;
    private readonly List<PartSums> nodes = []; // the largest within this rank's share
    private readonly GradientExchange exchange;
    private readonly WorkerTeam team;
    private readonly Action<int, int> computePart;
    private Batch? batch;
    private int first, end; // this rank's parts

    public KernelEngine(FlatNetwork network, EngineSettings settings, int threads, RnnKernels kernels, RankGroup ranks)
    {
        this.network = network;
        this.settings = settings;
        this.ranks = ranks;
        weights = new RnnWeights(new RnnLayout(network.Spec, kernels.Lanes), forTraining: true);
        Begin(settings.LargestBatch);
        int count = Math.Clamp(end - first, 1, threads);
        workers = [.. Enumerable.Range(0, count).Select(_ => new PartWorker(kernels, weights, settings, network, tree))];
        sums = new TreeSum<PartSums>(tree, Add);
        exchange = new GradientExchange(network, tree, ranks, settings.Loss.AccumulatorCount);
        team = new WorkerTeam(count);
        computePart = ComputePart;
        Description = $"fused kernels, {kernels.Level}, {CountText.Of(count, "thread")}"
            + (ranks.Size > 1 ? $" on each of {ranks.Size} ranks" : "");
    }

    public override string Description { get; }

    public override BatchSums Compute(Batch batch)
    {
        this.batch = batch;
        weights.Pack(network.Parameters);
        Begin(batch.ShardRows.Span);
        sums.Begin(first, end);
        team.Run(end - first, computePart);

        for (int lo = first; lo < end; lo = tree.NodeEnd(lo, end))
            nodes.Add(sums.Of(lo));
        StopRequested = exchange.Complete(nodes, StopRequested);
        foreach (PartSums node in nodes)
            GiveBack(node);
        nodes.Clear();
        return exchange.Total;
    }

    public override void Dispose() => team.Dispose();

    private void Begin(ReadOnlySpan<int> shardRows)
    {
        tree.Begin(shardRows);
        (first, end) = (tree.FirstOf(ranks.Rank, ranks.Size), tree.FirstOf(ranks.Rank + 1, ranks.Size));
    }

    private void ComputePart(int place, int thread)
    {
        PartSums part = Take();
        workers[thread].Compute(batch!, first + place, part);
        sums.Finish(first + place, part);
    }

    private void Add(PartSums sums, PartSums others)
    {
        sums.Add(others);
        GiveBack(others);
    }

    private PartSums Take()
    {
        lock (free)
        {
            if (free.TryPop(out PartSums? sums))
                return sums;
        }
        return new PartSums(weights, settings.Loss.AccumulatorCount);
    }

    private void GiveBack(PartSums sums)
    {
        lock (free)
            free.Push(sums);
    }
}
