using System.Numerics.Tensors;
using RnnTrainer.Kernels;
using RnnTrainer.Model;

namespace RnnTrainer.Training;

/// <summary>
/// The fast path on the CPU: fused kernels, the batch split over a team of threads. The split depends on the batch alone and
/// the parts are summed in order, so that the result has the same bits on any number of threads.
/// </summary>
internal sealed class KernelEngine : GradientEngine
{
    private const int RowsPerPart = 25, MaxParts = 32;

    private readonly FlatNetwork network;
    private readonly RnnKernels kernels;
    private readonly RnnLayout layout;
    private readonly RnnWeights weights;
    private readonly RnnWorkspace[] parts;
    private readonly WorkerTeam team;
    private readonly Action<int> computePart;
    private Batch? batch;
    private int batchRows;

    public KernelEngine(FlatNetwork network, int batchSize, int threads, RnnKernels kernels)
    {
        this.network = network;
        this.kernels = kernels;
        RnnShape shape = network.Shape;
        layout = new RnnLayout(shape.TimeSteps, shape.InputSize, shape.HiddenSize, shape.ClassCount, kernels.Lanes);
        weights = new RnnWeights(layout);
        int count = PartCount(batchSize);
        parts = [.. Enumerable.Range(0, count).Select(_ => new RnnWorkspace(layout, MaxRowsOfPart(batchSize)))];
        team = new WorkerTeam(Math.Min(threads, count));
        computePart = ComputePart;
    }

    public override string Description => $"fused kernels, {kernels.Level}, {team.Size} thread(s)";

    public override (double Loss, int Correct) Compute(Batch batch)
    {
        RequirePlain(batch, layout.TimeSteps);
        this.batch = batch;
        batchRows = batch.Count;
        ReadOnlySpan<float> p = network.Parameters;
        RnnShape shape = network.Shape;
        weights.Pack(p[shape.InputWeights], p[shape.RecurrentWeights], p[shape.Bias], p[shape.HeadWeights], p[shape.HeadBias]);

        int count = Math.Min(PartCount(batchRows), batchRows);
        team.Run(count, computePart);

        double loss = 0;
        int correct = 0;
        for (int i = 0; i < count; i++)
        {
            loss += parts[i].Loss;
            correct += parts[i].Correct;
            if (i > 0)
            {
                AddTo(parts[0].RecurrentGradient, parts[i].RecurrentGradient);
                AddTo(parts[0].HeadGradient, parts[i].HeadGradient);
            }
        }
        parts[0].UnpackGradient(network.Gradient[shape.InputWeights], network.Gradient[shape.RecurrentWeights], network.Gradient[shape.Bias],
            network.Gradient[shape.HeadWeights], network.Gradient[shape.HeadBias]);
        return (loss / batchRows, correct);
    }

    public override void Dispose() => team.Dispose();

    // One part, or an even number of them, each of about 25 rows: tiles of 5 or 6 rows, and two equal halves for two cores.
    private static int PartCount(int rows)
    {
        int count = (rows + RowsPerPart - 1) / RowsPerPart;
        return count == 1 ? 1 : Math.Min((count + 1) / 2 * 2, MaxParts);
    }

    // A batch that is smaller than the largest (the last of an epoch) has fewer parts, and may have more rows in each.
    private static int MaxRowsOfPart(int maxRows)
    {
        int count = PartCount(maxRows);
        return Math.Max((maxRows + count - 1) / count, Math.Min(maxRows, RowsPerPart));
    }

    private void ComputePart(int part)
    {
        int count = Math.Min(PartCount(batchRows), batchRows);
        int first = (int)((long)batchRows * part / count), end = (int)((long)batchRows * (part + 1) / count);
        RnnWorkspace workspace = parts[part];
        workspace.Begin(end - first);
        for (int i = first; i < end; i++)
        {
            batch!.CopyTo(i, workspace.Sequence);
            workspace.Load(i - first, batch.Label(i));
        }
        kernels.LossAndGradient(workspace, weights, 1f / batchRows);
    }

    private static void AddTo(AlignedBuffer sum, AlignedBuffer part) => TensorPrimitives.Add(sum.Span, part.Span, sum.Span);
}
