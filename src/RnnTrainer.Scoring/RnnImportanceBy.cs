namespace RnnTrainer;

/// <summary>Which part of the sequences <see cref="RnnTransformer.Importance"/> permutes at a time.</summary>
public enum RnnImportanceBy
{
    /// <summary>One input at all steps: shows which inputs matter.</summary>
    Inputs,

    /// <summary>All inputs at a span of steps: shows when inputs matter. Use it for tokens, which have a single input.</summary>
    Steps,
}
