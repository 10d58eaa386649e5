namespace RnnTrainer.Samples;

/// <summary>How sequences are read from a file, and what is learnt of them: what a model's record holds to score others.</summary>
internal sealed record SequenceColumns
{
    /// <summary>The <see cref="SequenceForm"/>'s name.</summary>
    public string Form { get; init; } = "";

    /// <summary>The <see cref="SequenceTask"/>'s name.</summary>
    public string Task { get; init; } = "";

    /// <summary>The column to predict; null where the file's form says which it is, or none was given.</summary>
    public string? Label { get; init; }

    /// <summary>The column that says which sequence a row belongs to; null where a row is a sequence.</summary>
    public string? Sequence { get; init; }

    /// <summary>The column that sorts the rows of a sequence; null where they have their order.</summary>
    public string? Time { get; init; }

    /// <summary>The column of text; null where there are numbers.</summary>
    public string? Text { get; init; }

    /// <summary>The columns of numbers, in the order of the network's inputs, or of a row's steps.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Whether numbers are written as 1,5.</summary>
    public bool HasDecimalCommas { get; init; }

    /// <summary>Whether the file begins with the columns' names.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The label that means yes; null where that follows from it.</summary>
    public string? Positive { get; init; }

    /// <summary>The levels of the quantiles; empty for other tasks.</summary>
    public IReadOnlyList<float> Levels { get; init; } = [];

    /// <summary>Whether all of it can be, whatever wrote it.</summary>
    public bool IsPossible => SequenceForm.Named(Form) is not null && SequenceTask.Named(Task) is not null
        && Features.All(name => name is not null);
}
