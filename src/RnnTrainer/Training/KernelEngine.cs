using RnnTrainer.Kernels;

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
    private readonly RnnWeights weights;
    private readonly RnnWorkspace[] parts;
    private readonly int[][] lengths;    // of each part's rows
    private readonly float[][] sequences; // a row of each part
    private readonly WorkerTeam team;
    private readonly Action<int> computePart;
    private readonly EngineSettings settings;
    private Batch? batch;

    public KernelEngine(FlatNetwork network, EngineSettings settings, int threads, RnnKernels kernels)
    {
        this.network = network;
        this.settings = settings;
        this.kernels = kernels;
        RnnLayout layout = new(network.Spec, kernels.Lanes);
        weights = new RnnWeights(layout, forTraining: true);
        int count = PartCount(settings.BatchSize), maxRows = MaxRowsOfPart(settings.BatchSize);
        parts = [.. Enumerable.Range(0, count).Select(_ =>
            new RnnWorkspace(layout, maxRows, forTraining: true) { Dropout = network.Dropout, LabelSmoothing = settings.LabelSmoothing })];
        lengths = [.. parts.Select(_ => new int[maxRows])];
        sequences = [.. parts.Select(_ => Array.Empty<float>())];
        team = new WorkerTeam(Math.Min(threads, count));
        computePart = ComputePart;
    }

    public override string Description => $"fused kernels, {kernels.Level}, {team.Size} thread(s)";

    public override (double Loss, int Correct) Compute(Batch batch)
    {
        this.batch = batch;
        weights.Pack(network.Parameters);

        int count = Math.Min(PartCount(batch.Count), batch.Count);
        team.Run(count, computePart);

        double loss = 0;
        int correct = 0;
        for (int i = 0; i < count; i++)
        {
            loss += parts[i].Loss;
            correct += parts[i].Correct;
            if (i > 0)
                parts[0].AddGradients(parts[i]);
        }
        parts[0].UnpackGradient(weights, network.Gradient);
        return (batch.TotalWeight > 0 ? loss / batch.TotalWeight : 0, correct);
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
        Batch batch = this.batch!;
        int count = Math.Min(PartCount(batch.Count), batch.Count);
        int first = (int)((long)batch.Count * part / count), rows = (int)((long)batch.Count * (part + 1) / count) - first;
        RnnWorkspace workspace = parts[part];
        Span<int> steps = lengths[part].AsSpan(0, rows);
        for (int row = 0; row < rows; row++)
            steps[row] = batch.TimeSteps(first + row);
        Begin(workspace, steps);
        if (sequences[part].Length < batch.MaxTimeSteps * batch.InputSize)
            sequences[part] = new float[batch.MaxTimeSteps * batch.InputSize];
        for (int row = 0; row < rows; row++)
        {
            Span<float> sequence = sequences[part].AsSpan(0, steps[row] * batch.InputSize);
            batch.CopyTo(first + row, sequence);
            workspace.Load(row, sequence);
            workspace.SetTarget(row, batch.Label(first + row), batch.Weight(first + row), settings.DropoutKey(batch.Step, first + row));
        }
        kernels.LossAndGradient(workspace, weights, batch.TotalWeight > 0 ? (float)(1 / batch.TotalWeight) : 0);
    }

    private static void Begin(RnnWorkspace workspace, ReadOnlySpan<int> steps)
    {
        try
        {
            workspace.Begin(steps);
        }
        catch (Exception exception) when (exception is OverflowException or OutOfMemoryException)
        {
            throw new InvalidOperationException(
                $"The states of {steps.Length} sequences of up to {System.Numerics.Tensors.TensorPrimitives.Max(steps)} time steps at once do not fit into memory; choose a smaller {nameof(RnnOptions.BatchSize)} or {nameof(RnnOptions.HiddenSize)}, or shorter sequences.", exception);
        }
    }
}
