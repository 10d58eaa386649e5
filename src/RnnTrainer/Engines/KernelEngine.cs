using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Ranks;
using RnnTrainer.Values;

namespace RnnTrainer.Engines;

/// <summary>
/// The fast path on the CPU: fused kernels, the batch split over a team of threads. Parts and the order in which they are summed
/// are those of a <see cref="PartTree"/>, so that the result has the same bits on any number of threads. Memory is needed for the
/// parts in work and the few sums that wait, however large the batch.
/// </summary>
internal sealed class KernelEngine : GradientEngine
{
    private readonly FlatNetwork network;
    private readonly EngineSettings settings;
    private readonly RnnKernels kernels;
    private readonly RankGroup ranks;
    private readonly RnnWeights weights;
    private readonly PartWorker[] workers; // of each thread
    private readonly Stack<PartSums> free = [];
    private readonly TreeSum<PartSums> tree;
    private readonly WorkerTeam team;
    private readonly Action<int, int> computePart;
    private Batch? batch;
    private PartSums? total;

    public KernelEngine(FlatNetwork network, EngineSettings settings, int threads, RnnKernels kernels, RankGroup ranks)
    {
        this.network = network;
        this.settings = settings;
        this.kernels = kernels;
        this.ranks = ranks;
        weights = new RnnWeights(new RnnLayout(network.Spec, kernels.Lanes), forTraining: true);
        int count = Math.Min(threads, PartTree.Count(settings.BatchSize));
        workers = [.. Enumerable.Range(0, count).Select(_ => new PartWorker(kernels, weights, settings, network))];
        tree = new TreeSum<PartSums>(Add);
        team = new WorkerTeam(count);
        computePart = ComputePart;
    }

    public override string Description => $"fused kernels, {kernels.Level}, {CountText.Of(team.Size, "thread")}";

    public override BatchSums Compute(Batch batch)
    {
        this.batch = batch;
        weights.Pack(network.Parameters);
        int count = PartTree.Count(batch.Count);
        tree.Begin(count);
        team.Run(count, computePart);

        PartSums sums = total!;
        if (sums.Gradients.Embedding is { } rows)
            network.Touch(rows.Tokens);
        sums.Gradients.Unpack(network.Gradient);
        GiveBack(sums); // nobody writes to it before the next batch
        return sums.Sums;
    }

    public override void Dispose() => team.Dispose();

    private void ComputePart(int part, int thread)
    {
        PartSums sums = Take();
        workers[thread].Compute(batch!, part, sums);
        if (tree.Finish(part, sums) is { } all)
            total = all;
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
