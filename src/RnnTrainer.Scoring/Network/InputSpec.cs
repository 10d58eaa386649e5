using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>What a network reads: sequences as the data give them, and what its first layer sees of them.</summary>
/// <param name="TimeSteps">Steps in each sequence of the data; <see cref="AnyTimeSteps"/> when sequences differ in length.</param>
/// <param name="Size">Values at each of these steps.</param>
internal sealed record InputSpec(int TimeSteps, int Size)
{
    public const int AnyTimeSteps = 0;

    /// <summary>How inputs are brought to scale.</summary>
    public InputNormalization Normalization { get; init; } = InputNormalization.None;

    /// <summary>The table through which tokens are read, one at each step; null: inputs are numbers.</summary>
    public EmbeddingSpec? Embedding { get; init; }

    /// <summary>The inputs of whole sequences, in addition to those of steps: a table for each.</summary>
    public ValueList<CategorySpec> Categories { get; init; } = [];

    public bool HasEqualLengths => TimeSteps != AnyTimeSteps;

    /// <summary>Values in a sequence, where all have the same length.</summary>
    public int SequenceLength => checked(TimeSteps * Size);

    /// <summary>Consecutive steps of the data that the network reads as one step of its own.</summary>
    public int BlockSteps { get; init; } = 1;

    /// <summary>What is made of values that are NaN.</summary>
    public RnnMissingValues MissingValues { get; init; } = RnnMissingValues.Error;

    /// <summary>Inputs of the first layer at each step that the network takes: the step's own, then those of the categories.</summary>
    public int LayerInputs => checked(StepInputs + CategorySize);

    /// <summary>Inputs that come of the step itself.</summary>
    public int StepInputs => Embedding?.Size ?? checked(BlockSteps * Size);

    /// <summary>Inputs that come of the categories.</summary>
    public int CategorySize => Categories.Sum(category => category.Size);

    /// <summary>Values that stand for a step's own inputs: a token's number for its row of the table, otherwise the inputs.</summary>
    public int StepValues => Embedding is null ? StepInputs : Size;

    /// <summary>Values that the network reads of a sequence, where all have the same length.</summary>
    public int ReadLength => checked(NetworkSteps(TimeSteps) * StepValues);

    /// <summary>Whether values that are NaN are replaced.</summary>
    public bool FillsMissing => MissingValues switch
    {
        RnnMissingValues.Error => false,
        RnnMissingValues.Mean or RnnMissingValues.LastValue => true,
    };

    /// <summary>Whether a step's values stand for those that the next one lacks.</summary>
    public bool CarriesValues => MissingValues switch
    {
        RnnMissingValues.Error or RnnMissingValues.Mean => false,
        RnnMissingValues.LastValue => true,
    };

    /// <summary>Whether something stands for values that the data lack, among them those of the last block.</summary>
    public bool HasGaps => BlockSteps > 1 || FillsMissing;

    /// <summary>Whether the sizes are possible, a sequence fits an array of floats, and what is done to inputs is possible.</summary>
    public bool IsValid => TimeSteps >= 0 && Size >= 1 && BlockSteps >= 1 && (long)BlockSteps * Size <= Array.MaxLength
        && Math.Max(1, NetworkSteps(TimeSteps)) * (long)StepValues <= Array.MaxLength && Normalization.IsValid(Size)
        && Enum.IsDefined(MissingValues) && AreTokensValid && AreCategoriesValid;

    /// <summary>Steps that the network takes over a sequence; the last may be a block with fewer steps of the data.</summary>
    /// <param name="timeSteps">Steps of the sequence, as the data give them.</param>
    public int NetworkSteps(int timeSteps) => (int)(((long)timeSteps + BlockSteps - 1) / BlockSteps);

    public override string ToString() => $"{(HasEqualLengths ? TimeSteps : "any number of")} "
        + (Embedding is null ? $"time steps x {Size} inputs{BlockText}{MissingText}{Normalization}" : $"tokens of {Embedding}")
        + CategoryText;

    private string CategoryText => Categories.Count == 0 ? "" : $" and categories {Categories}";

    private string MissingText => FillsMissing ? $", missing values: {MissingValues}" : "";

    private string BlockText => BlockSteps == 1 ? "" : $" in blocks of {BlockSteps} steps";

    private bool AreCategoriesValid => Categories.All(category => category.IsValid)
        && StepInputs + Categories.Sum(category => (long)category.Size) <= Array.MaxLength;

    // One a step, which no block, scale or filling can change.
    private bool AreTokensValid => Embedding is null
        || (Embedding.IsValid && Size == 1 && !HasGaps && Normalization == InputNormalization.None);
}
