using RnnTrainer.Pages;
using RnnTrainer.Values;

namespace RnnTrainer.TaskReports;

/// <summary>How a network comes to what it says of its worst rows: its score after each step, and the attention each step gets.</summary>
internal static class StepsSection
{
    /// <summary>Rows that are shown.</summary>
    private const int MostRows = 6;

    /// <summary>
    /// Longer sequences are left out: a network of both directions reads every beginning of one anew, in the square of its steps.
    /// </summary>
    private const int MostSteps = 1000;

    /// <summary>The section; empty where no row has a sequence and outputs to be watched.</summary>
    /// <param name="network">The network.</param>
    /// <param name="worst">The rows, the worst first.</param>
    public static Html Of(RnnTransformer network, IReadOnlyList<WorstRow> worst)
    {
        WorstRow[] watched = [.. worst.Where(row => row.Watched is not null && row.Sequence.Length > 0).Take(MostRows)];
        WorstRow[] shown = [.. watched.Where(row => row.Sequence.Length <= MostSteps * network.Model.InputSize)];
        if (watched.Length == 0)
            return default;
        bool hasAttention = network.Model.Pooling.HasFlag(RnnPooling.Attention);
        string attention = hasAttention
            ? " Below: the attention weight of each step; the weights sum to 1." : "";
        int leftOut = watched.Length - shown.Length;
        string left = leftOut == 0 ? ""
            : $" Left out: {CountText.Of(leftOut, "sequence")} of more than {NumberText.Count(MostSteps)} steps.";
        return PageSection.Of("steps", "The worst rows, step by step", Html.Of($"""
            <p>The score after each step, as if the sequence ended there.{attention}{left}</p>
            <div class="plots">
            {shown.Select(row => Figure(network, row, row.Watched!, hasAttention))}</div>
            """));
    }

    private static Html Figure(RnnTransformer network, WorstRow row, WatchedOutputs watched, bool hasAttention)
    {
        IReadOnlyList<float[]> outputs = network.ScoreEachStep(row.Sequence);
        (string Name, double[] Values)[] lines = [.. watched.Lines.Select(line => (line.Name, outputs.Select(line.ValueOf).ToArray()))];
        float[] weights = hasAttention ? network.AttentionWeights(row.Sequence) : [];
        string svg = StepsPlot.Svg(watched.What, lines, watched.Actual, weights, network.Model.BlockSteps,
            SequencePicture.Words(network.Model, row));
        string label = $"{row.Story}. " + string.Join("; ", lines.Select(line =>
            $"{line.Name}: {NumberText.Value(line.Values[0])} after the first step, {NumberText.Value(line.Values[^1])} after the last"));
        return PageFigure.Of(svg, label, $"{row.Name}: {row.Title}{(hasAttention ? Peak(weights, network.Model.BlockSteps) : "")}");
    }

    private static string Peak(float[] weights, int blockSteps) =>
        FormattableString.Invariant($"; most attention at step {(Array.IndexOf(weights, weights.Max()) * blockSteps) + 1}");
}
