using RnnTrainer.ForecastReports;

namespace RnnTrainer.Samples;

/// <summary>What is shown of forecasts: how they compare, and the first series as a drawing and in numbers.</summary>
internal static class ForecastTables
{
    /// <summary>Steps of a forecast that are shown; the file has all.</summary>
    private const int MostSteps = 24;

    /// <summary>Shows all of it.</summary>
    public static void Show(Screen screen, ForecastContent content)
    {
        if (content.Measures.Count > 0)
        {
            screen.Heading($"On the {content.HeldOut} of {(content.Series.Count == 1 ? "the" : "each")} series, held out");
            screen.Show(Compared(content));
        }
        ReportedSeries first = content.Series[0];
        screen.Heading(content.Series.Count == 1 ? first.Name : $"{first.Name}, the first of {content.Series.Count:N0} series");
        ForecastDrawing.Show(screen, first, content.SeasonLength);
        screen.Heading($"Forecast of {first.Name}");
        screen.Show(Steps(first));
        if (content.Horizon > MostSteps)
            screen.Line($"and {content.Horizon - MostSteps} more steps");
    }

    private static FittedTable Compared(ForecastContent content)
    {
        FittedTable table = new("measure", "network", "seasonal naive", "meaning") { EndsInText = true };
        foreach (ForecastMeasure measure in content.Measures)
            table.Row(measure.Name, measure.Text(measure.Network), measure.Text(measure.Naive), measure.Meaning);
        return table;
    }

    private static FittedTable Steps(ReportedSeries series)
    {
        ValueText text = ValueText.For(series);
        ForecastFan ahead = series.Ahead;
        FittedTable table = new("time", "forecast", $"{ahead.BandName} from", "to");
        for (int step = 0; step < Math.Min(MostSteps, ahead.Horizon); step++)
        {
            table.Row(series.TimeOf(series.Values.Count + step), text.Of(ahead.Middle[step]), text.Of(ahead.Lower[step]),
                text.Of(ahead.Upper[step]));
        }
        return table;
    }
}
