using RnnTrainer.NetworkReports;

namespace RnnTrainer.Samples;

/// <summary>The network that some options ask for.</summary>
internal static class ChosenNetwork
{
    /// <summary>Its form in a few words.</summary>
    public static string Describe(RnnOptions options) =>
        NetworkText.Of(LayerSizes(options).Select(size => (size, options.Cell, options.Bidirectional)));

    /// <summary>Units of each layer, in each direction, from the bottom.</summary>
    public static IEnumerable<int> LayerSizes(RnnOptions options) =>
        options.LayerSizes ?? Enumerable.Repeat(options.HiddenSize, options.Layers);
}
