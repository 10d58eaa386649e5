using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>What a run learns from and is tested on, wherever it was read from.</summary>
/// <param name="ml">The context.</param>
internal abstract class TrainingSet(MLContext ml)
{
    /// <summary>The context.</summary>
    public MLContext ML => ml;

    /// <summary>For headings: "MNIST", or the path as it was given.</summary>
    public abstract string Name { get; }

    /// <summary>What a row is called: "digit".</summary>
    public abstract string RowName { get; }

    /// <summary>Rows to learn from.</summary>
    public abstract IDataView Train { get; }

    /// <summary>Other rows.</summary>
    public abstract IDataView Test { get; }

    /// <summary>What is learnt.</summary>
    public abstract SequenceTask Task { get; }

    /// <summary>What makes of rows the columns <c>Features</c> and <c>Label</c>.</summary>
    public abstract EstimatorChain<ITransformer> Preparation { get; }

    /// <summary>What gives names to what the network says; null where there is nothing to name.</summary>
    public abstract IEstimator<ITransformer>? Naming { get; }

    /// <summary>Whether these are the data of the tutorial.</summary>
    public virtual bool IsTutorial => false;

    /// <summary>The options with what the data require.</summary>
    public virtual RnnOptions Apply(RnnOptions options) => options;

    /// <summary>Looks whether there is something to learn and to test.</summary>
    /// <param name="preparedTest">The test rows, prepared.</param>
    /// <returns>What there is to say of the data.</returns>
    /// <exception cref="InvalidDataException">There is nothing.</exception>
    public abstract IReadOnlyList<string> Check(IDataView preparedTest);

    /// <summary>How well a network does on scored rows.</summary>
    public abstract TaskMetrics Evaluate(IDataView scored, IReadOnlyList<string> classes);

    /// <summary>What a pipeline says of each test row.</summary>
    public abstract IReadOnlyList<RowPrediction> Predict(MLContext context, ITransformer pipeline);

    /// <summary>The record of a run, with how the data are read.</summary>
    public abstract RunRecord Complete(RunRecord record);

    /// <summary>Shows some test rows with what was said of them before saving and after loading.</summary>
    public virtual void ShowReloaded(Screen screen, IReadOnlyList<RowPrediction> before, IReadOnlyList<RowPrediction> after)
    {
    }

    /// <summary>Lets TorchSharp score the test rows too; null where it is not compared with.</summary>
    public virtual TorchScoring? ScoreByTorch(RnnTransformer network, IDataView preparedTest) => null;

    /// <summary>Compares the result with the target, where there is one.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="TrainingFailedException">It misses the target.</exception>
    public virtual int Conclude(Screen screen, RnnOptions options, TaskMetrics metrics) => ExitCode.Success;
}
