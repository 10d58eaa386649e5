using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Tasks;

namespace RnnTrainer.Tests;

/// <summary>Sequences with their classes, for tests of what works on them.</summary>
internal sealed class ClassifiedRows(int inputSize, bool hasWeights = false, bool areOfSteps = false)
{
    public SequenceStore Store { get; } = new(inputSize, hasWeights);

    public ClassTargets Classes { get; } = new(areOfSteps);

    /// <summary>What the sequences have as a whole beside their steps: nothing, unless it is given.</summary>
    public IReadOnlyList<CategorySpec> Categories { get; init; } = [];

    public LabelledSequences Data => new(Categories.Count == 0 ? Store : new CategorizedRows(Store, Categories), Classes);

    /// <summary>What networks read of the sequences: these as they are, unless another is given.</summary>
    public SequenceInput Input { get; init; } = new(new InputSpec(InputSpec.AnyTimeSteps, inputSize));

    public void Add(ReadOnlySpan<float> sequence, int ofRow, float weight = 1) => Add(sequence, [ofRow], weight);

    /// <param name="sequence">The sequence.</param>
    /// <param name="classes">Its class, or that of each step; -1 is missing.</param>
    /// <param name="weight">How much it counts.</param>
    public void Add(ReadOnlySpan<float> sequence, int[] classes, float weight = 1)
    {
        Store.Add(sequence, weight);
        Classes.Add(classes);
    }

    /// <summary>
    /// The loss of a head, softmax where it is null. Of a head of numbers it is that of its task; the numbers are made of the classes.
    /// </summary>
    public RowLoss Loss(float smoothing = 0, float[]? classWeights = null, HeadSpec? head = null) => (head?.Kind ?? RnnHead.Softmax) switch
    {
        RnnHead.Softmax => new CrossEntropyLoss(Classes, classWeights, smoothing),
        RnnHead.Sigmoid => new BinaryCrossEntropyLoss(Classes, classWeights, smoothing),
        RnnHead.Linear or RnnHead.LinearVector => NumbersLoss(RnnLoss.Squared, head!),
        RnnHead.Quantiles => NumbersLoss(RnnLoss.Quantiles([.. head!.Levels!]), head),
    };

    /// <summary>A batch of the rows of a range.</summary>
    public Batch Batch(Range rows, long step = 0) =>
        new(Data, Input, Enumerable.Range(0, Store.Count).Take(rows).ToArray(), step, Loss().Weight);

    /// <summary>Settings of an engine for batches of up to all rows.</summary>
    public EngineSettings Settings(float smoothing = 0, HeadSpec? head = null) => new(Store.Count, Loss(smoothing, head: head));

    private RowLoss NumbersLoss(RnnLoss loss, HeadSpec head)
    {
        NumberTargets numbers = new(head.Numbers, areOfSteps);
        for (int row = 0; row < Store.Count; row++)
        {
            int[] own = areOfSteps ? [.. Enumerable.Range(0, Store.TimeSteps(row)).Select(step => Classes.Find(row, step))] : [row];
            numbers.Add([.. from target in own
                            from i in Enumerable.Range(0, head.Numbers)
                            select target == Targets.None ? double.NaN : Math.Pow(10, i) * (Classes[target] + row % 3 * 0.25)]);
        }
        LabelledSequences data = new(Store, numbers);
        RegressionTask task = new(new RnnOptions { Loss = loss });
        LabelSpec label = new(head, Values: null);
        return task.CreateLoss(data, data.AllRows, label, task.ScaleOf(data, data.AllRows, label));
    }
}
