using System.Globalization;
using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>A network as a table: its layers from the bottom, the shape of each one's output for a row, their parameters.</summary>
internal static class NetworkSummary
{
    private static readonly string[] Header = ["Layer", "Output shape", "Parameters"];

    public static string Of(NetworkSpec network)
    {
        InputSpec input = network.Input;
        string steps = StepsText(input.NetworkSteps(input.TimeSteps));
        List<string[]> rows = [[$"Input{input.Normalization}", $"[{StepsText(input.TimeSteps)}, {input.Size}]", "0"]];
        if (input.BlockSteps > 1)
            rows.Add([$"Blocks of {Text(input.BlockSteps)} steps", $"[{steps}, {input.StepInputs}]", "0"]);
        if (input.Embedding is not null)
            rows.Add(["Embedding", $"[{steps}, {input.StepInputs}]", ParametersOf(PartKind.Embedding)]);
        for (int category = 0; category < input.Categories.Count; category++)
        {
            rows.Add([$"Category of {Text(input.Categories[category].Keys)}", $"[{input.Categories[category].Size}]",
                ParametersOf(PartKind.Category, category)]);
        }
        for (int layer = 0; layer < network.Layers.Count; layer++)
            rows.Add([NameOf(network.Layers[layer]), $"[{steps}, {network.Layers[layer].Outputs}]", ParametersOf(PartKind.Layer, layer)]);
        if (!network.HasStepOutputs)
            rows.Add([$"Pooling ({network.Pooling})", $"[{network.PooledSize}]", ParametersOf(PartKind.Pooling)]);
        if (network.Highway is { } highway)
            rows.Add(["Highway", $"[{highway.Numbers}]", ParametersOf(PartKind.Highway)]);
        rows.Add([NameOf(network.Head.Kind), $"[{(network.HasStepOutputs ? $"{steps}, " : "")}{network.Head.Outputs}]",
            ParametersOf(PartKind.Head)]);
        return TextTable.Of(textColumns: 2, Header, rows, total: ["Total", "", Text(network.ParameterCount)]);

        string StepsText(int count) => input.HasEqualLengths ? Text(count) : "*";

        string ParametersOf(PartKind kind, int layer = 0) =>
            Text((int)network.Parts.Single(part => part.Kind == kind && part.Layer == layer).Size);
    }

    private static string NameOf(RnnHead head) => head switch
    {
        RnnHead.Softmax or RnnHead.Sigmoid or RnnHead.Quantiles => $"Linear ({head})",
        RnnHead.Linear or RnnHead.LinearVector => "Linear",
    };

    private static string NameOf(LayerSpec layer) =>
        $"{layer.Cell}{(layer.Form.HasActivation ? $" ({layer.Activation})" : "")}{(layer.Bidirectional ? ", both directions" : "")}";

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
