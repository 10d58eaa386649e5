namespace RnnTrainer;

/// <summary>Which part of a sequence that is too long is kept.</summary>
public enum SequencePart
{
    /// <summary>The last steps.</summary>
    Last,

    /// <summary>The first steps.</summary>
    First,
}
