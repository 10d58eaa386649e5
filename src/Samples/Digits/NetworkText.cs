namespace RnnTrainer.Samples;

/// <summary>The form of a network in a few words: "2 layers of 128 LSTM units in both directions".</summary>
internal static class NetworkText
{
    /// <param name="network">A trained network.</param>
    public static string Of(RnnModel network) => Of(network.Layers, network.HiddenSize, network.Cell, network.Bidirectional);

    /// <param name="layers">How many layers.</param>
    /// <param name="hiddenSize">Units of a layer, in each direction.</param>
    /// <param name="cell">What each is.</param>
    /// <param name="isBidirectional">Whether a second one reads each sequence from its end.</param>
    public static string Of(int layers, int hiddenSize, RnnCell cell, bool isBidirectional) =>
        $"{(layers > 1 ? $"{layers} layers of " : "")}{Counted.Of(hiddenSize, $"{cell}".ToUpperInvariant() + " unit")}{(isBidirectional ? " in both directions" : "")}";
}
