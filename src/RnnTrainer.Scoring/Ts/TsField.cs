namespace RnnTrainer.Ts;

/// <summary>A field of the header, such as <c>@seriesLength 24</c>.</summary>
/// <param name="Name">Its name as it stands in the file, without the @.</param>
/// <param name="Value">What follows the name; empty where nothing does.</param>
/// <param name="Place">Where the value stands, or should.</param>
internal sealed record TsField(string Name, string Value, TsPlace Place);
