namespace RnnTrainer;

/// <summary>Which part of a sequence is kept where it is too long.</summary>
public enum SequencePart
{
    /// <summary>Its last steps.</summary>
    Last,

    /// <summary>Its first steps.</summary>
    First,
}
