namespace RnnTrainer.Benchmarks;

/// <summary>A row of the table of cells.</summary>
/// <param name="Job">What RnnTrainer does in a run.</param>
/// <param name="TorchSteps">Steps of the TorchSharp loop, whose steps take longer.</param>
internal sealed record CellCase(TrainingJob Job, int TorchSteps)
{
    // A run should take about one second: so many floating-point operations, from runs on one machine, but at least some steps.
    private const double FlopsOfRun = 250e9, FlopsOfTorchRun = 50e9;
    private const int LeastSteps = 60, LeastTorchSteps = 40, MostSteps = 4000, ShortSteps = 30, ShortTorchSteps = 15;

    /// <summary>A network that is large enough for all cores to have much to do.</summary>
    public static IReadOnlyList<NetworkForm> Stacks { get; } =
        [.. from cell in new[] { RnnCell.Lstm, RnnCell.Gru } select new NetworkForm(cell, 128) { Layers = 2, Bidirectional = true }];

    /// <summary>All cases.</summary>
    public static IReadOnlyList<CellCase> All { get; } =
    [
        .. from cell in Enum.GetValues<RnnCell>()
           from hiddenSize in new[] { 50, 128 }
           from batchSize in new[] { 50, 128 }
           select Of(new(cell, hiddenSize), batchSize),
        .. Stacks.Select(stack => Of(stack, 64)),
        .. from shuffle in new[] { false, true }
           select Ragged(shuffle),
    ];

    /// <summary>One of each kind.</summary>
    public static IReadOnlyList<CellCase> Some { get; } =
        [Of(new(RnnCell.Lstm, 50), 50), Of(Stacks[1], 64), Ragged(shuffle: true)];

    /// <summary>Each task, pooling and regularisation on a small network.</summary>
    public static IReadOnlyList<CellCase> SomeVariants { get; } = [.. VariantsOf(Of(new(RnnCell.Gru, 50), 50))];

    /// <summary>The same on a larger one too.</summary>
    public static IReadOnlyList<CellCase> Variants { get; } = [.. SomeVariants, .. VariantsOf(Of(new(RnnCell.Lstm, 128), 50))];

    /// <summary>Whether the digits are cut to different lengths.</summary>
    public bool IsRagged { get; init; }

    /// <summary>What the sequences are, as tables show it.</summary>
    public string SequencesName => !IsRagged ? $"{Digits.TimeSteps} steps"
        : $"{CutDigits.LeastSteps} to {Digits.TimeSteps} steps{(Job.Shuffle ? ", shuffled" : "")}";

    /// <summary>What is asked of the network and how it is trained, as tables show it.</summary>
    public string VariantName { get; private init; } = DigitTask.Classes.Name;

    /// <summary>In progress lines.</summary>
    public string Name => $"{Job.Network.CellName} {Job.Shape}, {Job.Network.LayersName}, {SequencesName}, {VariantName}";

    /// <summary>The same with few steps, for a warm-up or a quick look.</summary>
    public CellCase Short => this with
    {
        Job = Job with { Steps = Math.Min(Job.Steps, ShortSteps) },
        TorchSteps = Math.Min(TorchSteps, ShortTorchSteps),
    };

    private static CellCase Of(NetworkForm network, int batchSize)
    {
        TrainingJob job = new(network, batchSize, 1);
        return new(job with { Steps = Math.Clamp((int)(FlopsOfRun / job.Flops), LeastSteps, MostSteps) },
            Math.Clamp((int)(FlopsOfTorchRun / job.Flops), LeastTorchSteps, MostSteps));
    }

    private static IEnumerable<CellCase> VariantsOf(CellCase one)
    {
        const float Dropped = 0.2f;
        NetworkForm network = one.Job.Network;
        foreach (DigitTask task in (IEnumerable<DigitTask>)[DigitTask.YesOrNo, .. DigitTask.Values, DigitTask.Steps])
            yield return Of(one.Job with { Task = task }, task.Name);
        yield return Of(one.Job with { Network = network with { Pooling = RnnPooling.Mean } }, "class, mean pooling");
        yield return Of(one.Job with { Network = network with { Pooling = RnnPooling.Max } }, "class, max pooling");
        yield return Of(one.Job with { Network = network with { Pooling = RnnPooling.Attention } }, "class, attention pooling");
        yield return Of(one.Job with { Network = network with { Dropout = Dropped } }, "class, dropout");
        yield return Of(one.Job with { Network = network with { RecurrentDropout = Dropped } }, "class, recurrent dropout");
        yield return Of(one.Job with { Averaging = new RnnEma() }, "class, averaged weights");

        CellCase Of(TrainingJob job, string name) => one with { Job = job, VariantName = name };
    }

    private static CellCase Ragged(bool shuffle)
    {
        CellCase whole = Of(new(RnnCell.Gru, 128), 64);
        return whole with { IsRagged = true, Job = whole.Job with { Shuffle = shuffle } };
    }
}
