namespace RnnTrainer.NetworkReports;

/// <summary>
/// The form of a network in a few words: "2 layers of 128 LSTM units in both directions", "64 GRU units below 32 GRU units".
/// </summary>
internal static class NetworkText
{
    /// <param name="network">A trained network.</param>
    public static string Of(RnnModel network) =>
        Of(network.RecurrentLayers.Select(layer => (layer.HiddenSize, layer.Cell, layer.Bidirectional)));

    /// <param name="layers">Units of each layer in each direction, what each unit is, and whether both directions are read.</param>
    public static string Of(IEnumerable<(int Units, RnnCell Cell, bool IsBidirectional)> layers)
    {
        string[] texts = [.. layers.Select(layer =>
            FormattableString.Invariant($"{layer.Units:N0} {$"{layer.Cell}".ToUpperInvariant()} unit{(layer.Units == 1 ? "" : "s")}")
            + (layer.IsBidirectional ? " in both directions" : ""))];
        return texts.Distinct().Count() > 1 ? string.Join(" below ", texts)
            : texts.Length > 1 ? $"{texts.Length} layers of {texts[0]}" : texts[0];
    }
}
