namespace RnnTrainer;

/// <summary>Which rows of a group provide the label of a sequence.</summary>
public enum SequenceLabels
{
    /// <summary>The last row: one label per sequence.</summary>
    LastRow,

    /// <summary>Every row: a label for each step, for <c>RnnOptions.ReturnSequences</c>.</summary>
    EachStep,
}
