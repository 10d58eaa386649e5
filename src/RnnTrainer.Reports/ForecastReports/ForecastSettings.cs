namespace RnnTrainer.ForecastReports;

/// <summary>What a report says of the network and its training.</summary>
internal static class ForecastSettings
{
    /// <summary>Names and values.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(RnnForecastTransformer network)
    {
        List<(string, string)> settings =
        [
            ("Forecast", network.ValueColumnName),
            .. network.SeriesColumnName is { } series ? [("Series by", series)] : Array.Empty<(string, string)>(),
            ("Window", $"{network.WindowSize:N0}"),
            ("Season", network.SeasonLength == 1 ? "none" : $"{network.SeasonLength:N0} rows"),
            ("Quantiles", string.Join(", ", network.Quantiles.Select(level => FormattableString.Invariant($"{level:0.###}")))),
            .. Inputs("Inputs known ahead", network.KnownInputColumnNames),
            .. Inputs("Inputs known up to now", network.PastInputColumnNames),
            .. Inputs("Static inputs", network.StaticInputColumnNames),
            ("Layers", string.Join("; ", network.Network.RecurrentLayers.Select(layer => $"{layer.Cell} of {layer.HiddenSize}"
                + (layer.Bidirectional ? " in each direction" : "")))),
            ("Weights", $"{network.Network.ParameterNames.Sum(name => network.Network.GetParameter(name).Length):N0}"),
        ];
        if (network.History is [.., { } last])
        {
            settings.Add(("Trained for", $"{last.Epoch:N0} epochs, {last.Step:N0} steps"));
            settings.Add(("Loss", FormattableString.Invariant($"{last.Loss:0.0000}")));
            if (last.ValidationLoss is { } validation)
                settings.Add(("Validation loss", FormattableString.Invariant($"{validation:0.0000}")));
        }
        return settings;
    }

    private static IEnumerable<(string, string)> Inputs(string name, IReadOnlyList<string> columns) =>
        columns.Count == 0 ? [] : [(name, string.Join(", ", columns))];
}
