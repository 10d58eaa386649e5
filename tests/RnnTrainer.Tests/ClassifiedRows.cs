using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Tasks;

namespace RnnTrainer.Tests;

/// <summary>Sequences with their classes, for tests of what works on them.</summary>
internal sealed class ClassifiedRows(int inputSize, bool hasWeights = false)
{
    public SequenceStore Store { get; } = new(inputSize, hasWeights);

    public ClassTargets Classes { get; } = new();

    public void Add(ReadOnlySpan<float> sequence, int ofRow, float weight = 1)
    {
        Store.Add(sequence, weight);
        Classes.Add(ofRow);
    }

    public RowLoss Loss(float smoothing = 0, float[]? classWeights = null, RnnHead head = RnnHead.Softmax) => head switch
    {
        RnnHead.Softmax => new CrossEntropyLoss(Store, Classes, classWeights, smoothing),
        RnnHead.Sigmoid => new BinaryCrossEntropyLoss(Store, Classes, classWeights, smoothing),
    };

    /// <summary>A batch of the rows of a range.</summary>
    public Batch Batch(Range rows, long step = 0) => new(Store, Enumerable.Range(0, Store.Count).Take(rows).ToArray(), step, Store.Weight);

    /// <summary>Settings of an engine for batches of up to all rows.</summary>
    public EngineSettings Settings(float smoothing = 0, RnnHead head = RnnHead.Softmax) => new(Store.Count, Loss(smoothing, head: head));
}
