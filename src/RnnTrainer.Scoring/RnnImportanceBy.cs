namespace RnnTrainer;

/// <summary>Which part of all sequences <see cref="RnnTransformer.Importance"/> permutes at a time.</summary>
public enum RnnImportanceBy
{
    /// <summary>One input at all steps: which inputs matter.</summary>
    Inputs,

    /// <summary>All inputs at a span of steps: when they matter. Tokens, which have one input, are explained this way.</summary>
    Steps,
}
