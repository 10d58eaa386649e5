namespace RnnTrainer;

/// <summary>Which rows of a group give a sequence its label.</summary>
public enum SequenceLabels
{
    /// <summary>The last row: one label for the sequence.</summary>
    LastRow,

    /// <summary>Every row: a label for each step, for <c>RnnOptions.ReturnSequences</c>.</summary>
    EachStep,
}
