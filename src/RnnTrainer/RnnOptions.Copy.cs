namespace RnnTrainer;

// Each property by name, as a copy that a record makes by itself is hidden from other languages; a test finds what is forgotten.
public sealed partial record RnnOptions
{
    /// <summary>A copy, to be changed where it is made, in languages without <see langword="with"/>.</summary>
    /// <param name="original">The settings to copy, such as a preset.</param>
    /// <remarks>
    /// F#: <c>RnnOptions(RnnOptions.Lstm, Epochs = 2)</c>. Visual Basic: <c>New RnnOptions(RnnOptions.Lstm) With {.Epochs = 2}</c>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="original"/> is null.</exception>
    public RnnOptions(RnnOptions original)
    {
        ArgumentNullException.ThrowIfNull(original);
        LabelColumnName = original.LabelColumnName;
        FeatureColumnName = original.FeatureColumnName;
        LengthColumnName = original.LengthColumnName;
        ExampleWeightColumnName = original.ExampleWeightColumnName;
        ClassWeights = original.ClassWeights;
        Augmentation = original.Augmentation;
        Cell = original.Cell;
        Activation = original.Activation;
        HiddenSize = original.HiddenSize;
        Layers = original.Layers;
        LayerSizes = original.LayerSizes;
        Bidirectional = original.Bidirectional;
        Pooling = original.Pooling;
        Dropout = original.Dropout;
        Loss = original.Loss;
        LabelSmoothing = original.LabelSmoothing;
        TimeSteps = original.TimeSteps;
        InputSize = original.InputSize;
        BatchSize = original.BatchSize;
        LearningRate = original.LearningRate;
        Optimizer = original.Optimizer;
        Schedule = original.Schedule;
        ClipNorm = original.ClipNorm;
        Epochs = original.Epochs;
        Steps = original.Steps;
        Shuffle = original.Shuffle;
        Seed = original.Seed;
        Initialization = original.Initialization;
        Engine = original.Engine;
        Threads = original.Threads;
        Progress = original.Progress;
        ProgressSteps = original.ProgressSteps;
        CancellationToken = original.CancellationToken;
        KeepModelOnCancellation = original.KeepModelOnCancellation;
        ValidationFraction = original.ValidationFraction;
        EarlyStopping = original.EarlyStopping;
        Checkpoints = original.Checkpoints;
        ResumeFrom = original.ResumeFrom;
        minimum = new(original.MinSteps, IsCopied: true);
    }
}
