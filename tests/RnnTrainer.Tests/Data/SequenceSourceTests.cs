using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Tasks;
using RnnTrainer.Training;
using RnnTrainer.Training.Checkpoints;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Tests.Data;

/// <summary>Training asks a source of sequences for nothing but what <see cref="SequenceSource"/> declares.</summary>
[TestClass]
public sealed class SequenceSourceTests
{
    [TestMethod]
    [DataRow(true, DisplayName = "equal lengths")]
    [DataRow(false, DisplayName = "lengths that differ")]
    public void ARunOnSequencesThatAreKeptElsewhereHasTheBitsOfOneInMemory(bool areEqual)
    {
        using TemporaryFolder folder = new();
        ComputedSequences elsewhere = new(areEqual);
        SequenceStore memory = new(elsewhere.InputSize, hasWeights: true);
        float[] values = new float[elsewhere.MaxTimeSteps * elsewhere.InputSize];
        for (int row = 0; row < elsewhere.Count; row++)
        {
            elsewhere.CopyTo(row, values);
            memory.Add(values.AsSpan(0, elsewhere.Length(row)), elsewhere.Weight(row));
        }

        RnnOptions options = ToySequences.Options with
        {
            Epochs = 2,
            ValidationFraction = 0.2f,
            Augmentation = new() { TimeShift = 1 },
            Checkpoints = new() { Folder = folder.FullPath },
        };
        TrainingResult inMemory = Train(memory, options);
        TrainingResult fromElsewhere = Train(elsewhere, options with { ResumeFrom = folder.FullPath });
        CollectionAssert.AreEqual(inMemory.Parameters, fromElsewhere.Parameters,
            "it goes on from the other's checkpoint: their data are alike");
        TrainingResult again = Train(elsewhere, options with { Checkpoints = null });
        CollectionAssert.AreEqual(inMemory.Parameters, again.Parameters);
        CollectionAssert.AreEqual(inMemory.History.ToArray(), again.History.ToArray());
        Assert.IsNotNull(again.History[^1].ValidationLoss);
    }

    private static TrainingResult Train(SequenceSource source, RnnOptions options)
    {
        ClassTargets classes = new();
        DataFingerprint fingerprint = new();
        float[] values = new float[source.MaxTimeSteps * source.InputSize];
        for (int row = 0; row < source.Count; row++)
        {
            classes.Add(row % 2);
            source.CopyTo(row, values);
            fingerprint.Add(values.AsSpan(0, source.Length(row)), source.Weight(row), classes, row);
        }
        NetworkSpec network = new(new InputSpec(source.HasEqualLengths ? source.MaxTimeSteps : InputSpec.AnyTimeSteps, source.InputSize),
            new LayerSpec(RnnCell.Gru, RnnActivation.Tanh, 4, Bidirectional: false), layers: 1, RnnPooling.Last,
            new HeadSpec(RnnHead.Softmax, 2));
        LabelledSequences rows = new(source, classes) { Fingerprint = fingerprint.Value };
        TrainingData data = new(network, rows, Validation: null, new LabelSpec(network.Head, null), Initial: null);
        RunContext context = new(_ => { }, _ => { }, _ => { }, () => { }, _ => { });
        using CheckpointWriter checkpoints = new(options, isForThis: true);
        checkpoints.Claim();
        using EngineChoice engines = new(options, new GpuRequest(null, true), context, RankGroup.Alone);
        return new TrainingLoop(options, new MulticlassTask(options), data, checkpoints, seed: 1, engines, context, RankGroup.Alone).Run();
    }

    // Nothing is kept: each value is computed when it is asked for.
    private sealed class ComputedSequences(bool areEqual) : SequenceSource
    {
        public override int InputSize => 3;

        public override int Count => 60;

        public override int MaxTimeSteps => 5;

        public override bool HasEqualLengths => areEqual;

        public override int TimeSteps(int row) => areEqual ? MaxTimeSteps : 1 + row % MaxTimeSteps;

        public override void CopyTo(int row, Span<float> destination)
        {
            for (int i = 0; i < Length(row); i++)
                destination[i] = MathF.Sin(7 * row + i) + row % 2;
        }

        public override float Weight(int row) => 1 + row % 3;
    }
}
