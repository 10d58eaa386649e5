using RnnTrainer.Pages;

namespace RnnTrainer.Samples;

/// <summary>The form of the network.</summary>
internal static class ReportNetwork
{
    private static readonly string[] Columns = ["Name", "Dimensions", "Count"];

    public static Html Of(RnnModel network, int parameters)
    {
        (string, string)[] form =
        [
            ("Cell", Each(network, layer =>
                SettingText.Show(layer.Cell) + (layer.Cell == RnnCell.Rnn ? $", {SettingText.Show(layer.Activation)}" : ""))),
            ("Layers", $"{network.Layers}"),
            ("Units of a layer", Each(network, layer => $"{layer.HiddenSize}{(layer.Bidirectional ? ", in each direction" : "")}")),
            ("Directions", Each(network, layer => layer.Bidirectional ? "forward and backward" : "forward")),
            ("Pooling", SettingText.Show(network.Pooling)),
            ("Time steps", network.TimeSteps is { } steps ? $"{steps}" : "of any number"),
            ("Inputs of a step", $"{network.InputSize}"),
            ("Missing values", SettingText.Show(network.MissingValues)),
            ("Steps read at once", $"{network.BlockSteps}"),
            ("Classes", $"{network.ClassCount}"),
        ];
        IEnumerable<IReadOnlyList<string>> rows = [.. network.ParameterNames.Select(name => Row(network, name)), ["together", "", $"{parameters:N0}"]];
        return PageSection.Of("network", "The network", Html.Of($"""
            <p>Each row of an image is a time step.</p>
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
        [name, string.Join(" × ", network.GetParameterDimensions(name)), $"{network.GetParameter(name).Length:N0}"];
}
