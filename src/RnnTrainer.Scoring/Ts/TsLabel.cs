namespace RnnTrainer.Ts;

/// <summary>What stands behind the last colon of a row.</summary>
internal enum TsLabel
{
    /// <summary>Rows have no label: a channel's values.</summary>
    None,

    /// <summary>The name of a class (<c>@classLabel true</c>).</summary>
    Class,

    /// <summary>A number to be predicted (<c>@targetLabel true</c>).</summary>
    Number,
}
