using System.Globalization;

namespace RnnTrainer.Network;

/// <summary>A network as a table: its layers from the bottom, the shape of each one's output for a row, their parameters.</summary>
internal static class NetworkSummary
{
    private static readonly string[] Header = ["Layer", "Output shape", "Parameters"];

    public static string Of(NetworkSpec network)
    {
        string steps = network.Input.HasEqualLengths ? Text(network.Input.TimeSteps) : "*";
        List<string[]> rows = [["Input", $"[{steps}, {network.Input.Size}]", "0"]];
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            rows.Add([NameOf(network.Layers[layer]), $"[{steps}, {network.Layers[layer].Outputs}]", ParametersOf(PartKind.Layer, layer)]);
        }
        rows.Add([$"Pooling ({network.Pooling})", $"[{network.PooledSize}]", "0"]);
        rows.Add([$"Linear ({network.Head.Kind})", $"[{network.Head.Outputs}]", ParametersOf(PartKind.Head)]);
        return Table(rows, ["Total", "", Text(network.ParameterCount)]);

        string ParametersOf(PartKind kind, int layer = 0) =>
            Text((int)network.Parts.Single(part => part.Kind == kind && part.Layer == layer).Size);
    }

    private static string NameOf(LayerSpec layer) =>
        $"{layer.Cell}{(layer.Form.HasActivation ? $" ({layer.Activation})" : "")}{(layer.Bidirectional ? ", both directions" : "")}";

    private static string Table(List<string[]> rows, string[] total)
    {
        string[][] all = [Header, .. rows, total];
        int[] widths = [.. Enumerable.Range(0, Header.Length).Select(column => all.Max(row => row[column].Length))];
        string rule = new('-', widths.Sum() + 2 * (widths.Length - 1));
        return string.Join('\n', [Line(Header), rule, .. rows.Select(Line), rule, Line(total)]);

        string Line(string[] row) => $"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}";
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
