using RnnTrainer.Pages;

namespace RnnTrainer.NetworkReports;

/// <summary>The form of a network, and its parameters.</summary>
internal static class NetworkSection
{
    private static readonly string[] Columns = ["Name", "Dimensions", "Count"];

    /// <summary>The section.</summary>
    /// <param name="network">The network.</param>
    /// <param name="remark">What its inputs are, in a sentence; empty where nothing is to be said.</param>
    public static Html Of(RnnModel network, string remark)
    {
        (string, string)[] form =
        [
            ("Cell", Each(network, layer => layer.Cell == RnnCell.Rnn ? $"{layer.Cell}, {layer.Activation}" : $"{layer.Cell}")),
            ("Layers", Number(network.Layers)),
            ("Units per layer", Each(network, layer => Number(layer.HiddenSize) + (layer.Bidirectional ? ", in each direction" : ""))),
            ("Directions", Each(network, layer => layer.Bidirectional ? "forward and backward" : "forward")),
            ("Pooling", network.Pooling == RnnPooling.None ? "none: outputs at each step" : $"{network.Pooling}"),
            ("Head", $"{network.Head} of {Number(network.OutputSize)}"),
            ("Time steps", network.TimeSteps is { } steps ? Number(steps) : "any number"),
            ("Inputs per step", Number(network.InputSize)),
            .. network.TokenCount > 0
                ? [("Tokens", $"{Number(network.TokenCount)}, of {Number(network.EmbeddingSize)} numbers each")] : ((string, string)[])[],
            ("Normalization", $"{network.Normalization}"),
            ("Missing values", $"{network.MissingValues}"),
            ("Steps read at once", Number(network.BlockSteps)),
        ];
        IEnumerable<IReadOnlyList<string>> rows =
            [.. network.ParameterNames.Select(name => Row(network, name)), ["together", "", Number(network.ParameterCount)]];
        return PageSection.Of("network", "The network", Html.Of($"""
            {(remark.Length == 0 ? default : Html.Of($"<p>{remark}</p>"))}
            {PageSection.Facts(form)}
            <h3>Parameters</h3>
            {PageSection.Table("Parameters", Columns, rows.Select(row => (row, false)), isText: true)}
            """));
    }

    // What all layers have in common, or else what each has, from the bottom.
    private static string Each(RnnModel network, Func<RnnLayer, string> show)
    {
        string[] texts = [.. network.RecurrentLayers.Select(show)];
        return texts.Distinct().Count() == 1 ? texts[0] : string.Join("; ", texts);
    }

    private static string[] Row(RnnModel network, string name) =>
        [name, string.Join(" × ", network.GetParameterDimensions(name)), Number(network.GetParameter(name).Length)];

    private static string Number(int number) => FormattableString.Invariant($"{number:N0}");
}
