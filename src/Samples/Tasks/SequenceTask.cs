using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>What is to be told of sequences: what labels mean, what learns them, and how well that is done.</summary>
/// <param name="name">What is typed.</param>
/// <param name="purpose">What it is for, in a few words.</param>
internal abstract class SequenceTask(string name, string purpose)
{
    /// <summary>Whole numbers of so many different values may be classes.</summary>
    private const int MostNumberedClasses = 20;

    /// <summary>All tasks, in the order of the help.</summary>
    public static IReadOnlyList<SequenceTask> All { get; } =
        [new MulticlassTask(), new BinaryTask(), new RegressionTask(), new QuantilesTask(), new TagsTask()];

    /// <summary>What is typed.</summary>
    public string Name => name;

    /// <summary>What it is for, in a few words.</summary>
    public string Purpose => purpose;

    /// <summary>The member of <see cref="SequenceRow"/> that is the label.</summary>
    public abstract string LabelMember { get; }

    /// <summary>What is measured on test rows, by name, in the order in which it is written.</summary>
    public abstract IReadOnlyList<string> MetricNames { get; }

    /// <summary>What stands above the worst answers: "Most confident mistakes".</summary>
    public abstract string WorstHeading { get; }

    /// <summary>What there is beside predictions, for a sentence: " and probabilities"; empty where there is nothing.</summary>
    public virtual string Probabilities => "";

    /// <summary>The task of that name; null where there is none.</summary>
    public static SequenceTask? Named(string name) =>
        All.FirstOrDefault(task => task.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The task that labels ask for where nobody says which it is.</summary>
    /// <param name="file">The sequences with their labels.</param>
    public static SequenceTask Usual(SequenceFile file)
    {
        string[] labels = [.. file.Sequences.SelectMany(one => one.Labels).Where(label => label != "").Distinct()];
        bool areNumbers = labels.All(label => NumberCell.IsNumber(label, file.Columns.HasDecimalCommas));
        bool areWhole = labels.All(label => label.All(char.IsAsciiDigit));
        return labels.Length == 2 && labels.All(BinaryTask.IsAnswer) ? Of<BinaryTask>()
            : areNumbers && !(areWhole && labels.Length <= MostNumberedClasses) ? Of<RegressionTask>()
            : !areNumbers && file.HasStepLabels ? Of<TagsTask>() : Of<MulticlassTask>();
    }

    /// <summary>The options with what the task requires.</summary>
    public virtual RnnOptions Apply(RnnOptions options, SequenceColumns columns) => options;

    /// <summary>Sets the label of a row.</summary>
    /// <exception cref="InvalidDataException">A sequence's label is not one of the task's.</exception>
    public abstract void SetLabel(SequenceRow row, ReadSequence sequence, SequenceFile file);

    /// <summary>Whether a sequence has no label to learn from or to compare with.</summary>
    public virtual bool IsUnlabelled(ReadSequence sequence, SequenceFile file) => sequence.Labels.All(label => label == "");

    /// <summary>What makes of labels what the trainer wants; null where they are so.</summary>
    public virtual IEstimator<ITransformer>? LabelPreparation(MLContext ml) => null;

    /// <summary>What learns it.</summary>
    public abstract IEstimator<RnnTransformer> Trainer(MLContext ml, RnnOptions options);

    /// <summary>What gives names to answers; null where there are none.</summary>
    public virtual IEstimator<ITransformer>? Naming(MLContext ml) => null;

    /// <summary>How many classes there are to learn; null where there are none.</summary>
    /// <param name="prepared">Rows with their labels as the trainer wants them.</param>
    public virtual int? ClassCount(IDataView prepared) => null;

    /// <summary>Refuses labels that a network cannot give.</summary>
    /// <param name="file">The sequences with their labels.</param>
    /// <param name="classes">What the network tells apart.</param>
    /// <exception cref="InvalidDataException">There are some.</exception>
    public virtual void CheckKnown(SequenceFile file, IReadOnlyList<string> classes)
    {
    }

    /// <summary>Scored rows with labels as metrics want them.</summary>
    public virtual IDataView KeyLabels(TrainedModel model, IDataView scored) => scored;

    /// <summary>How well a network does.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="scored">Rows with labels and scores.</param>
    /// <param name="columns">What was learnt.</param>
    /// <param name="classes">What the network tells apart.</param>
    public abstract TaskMetrics Evaluate(MLContext ml, IDataView scored, SequenceColumns columns, IReadOnlyList<string> classes);

    /// <summary>What a network says of each sequence.</summary>
    /// <param name="scored">The rows with their scores.</param>
    /// <param name="file">The sequences that they are of, in the same order.</param>
    /// <param name="classes">What the network tells apart.</param>
    /// <param name="top">How many classes to name, at most.</param>
    public abstract IEnumerable<SequenceAnswer> Answers(
        IDataView scored, SequenceFile file, IReadOnlyList<string> classes, int top);

    /// <summary>The name, which the help shows.</summary>
    public override string ToString() => Name;

    /// <summary>A label that is a number.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    protected static float Number(string label, ReadSequence sequence, SequenceFile file)
    {
        try
        {
            return NumberCell.Read(label, file.Columns.HasDecimalCommas);
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"Line {sequence.Line} of '{file.File}': the label {exception.Message}", exception);
        }
    }

    private static SequenceTask Of<T>() => All.Single(task => task.GetType() == typeof(T));
}
