namespace RnnTrainer.Samples;

/// <summary>The form of the network.</summary>
internal static class ReportNetwork
{
    private static readonly string[] Columns = ["Name", "Dimensions", "Count"];

    public static Html Of(RnnModel network, int parameters)
    {
        string cell = SettingText.Show(network.Cell);
        (string, string)[] form =
        [
            ("Cell", network.Cell == RnnCell.Rnn ? $"{cell}, {SettingText.Show(network.Activation)}" : cell),
            ("Layers", $"{network.Layers}"),
            ("Units of a layer", $"{network.HiddenSize}{(network.Bidirectional ? ", in each direction" : "")}"),
            ("Directions", network.Bidirectional ? "forward and backward" : "forward"),
            ("Pooling", SettingText.Show(network.Pooling)),
            ("Time steps", network.TimeSteps is { } steps ? $"{steps}" : "of any number"),
            ("Inputs of a step", $"{network.InputSize}"),
            ("Classes", $"{network.ClassCount}"),
        ];
        IEnumerable<IReadOnlyList<string>> rows = [.. network.ParameterNames.Select(name => Row(network, name)), ["together", "", $"{parameters:N0}"]];
        return ReportSection.Of("network", "The network", Html.Of($"""
            <p>Each row of an image is a time step.</p>
            {ReportSection.Facts(form)}
            <h3>Parameters</h3>
            {ReportSection.Table("Parameters", Columns, rows.Select(row => (row, false)), isText: true)}
            """));
    }

    private static string[] Row(RnnModel network, string name) =>
        [name, string.Join(" × ", network.GetParameterDimensions(name)), $"{network.GetParameter(name).Length:N0}"];
}
