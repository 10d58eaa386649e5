using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>One run of a sweep.</summary>
internal static class SweepRun
{
    /// <summary>Trains and tests a network. A run that fails is a result too, and no reason to end the sweep.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="data">The data's name.</param>
    /// <param name="train">Columns <c>Features</c> and <c>Label</c>, prepared and in memory.</param>
    /// <param name="rows">How many of them there are.</param>
    /// <param name="test">The same columns of other digits.</param>
    /// <param name="options">The settings.</param>
    /// <param name="monitor">Told how training goes.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static SweepResult Make(
        MLContext ml, string data, IDataView train, long rows, IDataView test, RnnOptions options, SweepMonitor monitor,
        CancellationToken cancellation)
    {
        SweepResult result = new() { Data = data, TrainingRows = rows, Settings = TrainingSettings.TextOf(options) };
        RnnTransformer network;
        try
        {
            network = ml.MulticlassClassification.Trainers.Rnn(options with
            {
                Progress = monitor.Report,
                ProgressSteps = TrainingMonitor.ReportedEvery,
                CancellationToken = cancellation,
            }).Fit(train);
        }
        catch (RnnOptionException exception)
        {
            return result with { Failure = exception.Describe(OptionNames.Of, SettingText.Kebab) };
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or OutOfMemoryException)
        {
            return result with { Failure = exception.Message.ReplaceLineEndings(" ") };
        }
        MulticlassClassificationMetrics metrics = Interruption.Await(
            () => ml.MulticlassClassification.Evaluate(network.Transform(test)), cancellation);
        RnnEpoch last = network.History[^1];
        bool isRestored = options.EarlyStopping is { RestoreBestWeights: true };
        RnnEpoch kept = isRestored && network.BestEpoch is { } best ? network.History[best - 1] : last;
        double seconds = monitor.Last!.Elapsed.TotalSeconds;
        return result with
        {
            Parameters = network.Model.ParameterNames.Sum(name => network.Model.GetParameter(name).Length),
            StepsDone = last.Step,
            TrainingSeconds = seconds,
            RowsPerSecond = RowsSeen(options, rows, last.Step) / seconds,
            Metrics = new OrderedDictionary<string, double>(Columns([.. TestMetrics.Of(metrics), .. kept.Metrics])),
        };
    }

    private static IEnumerable<KeyValuePair<string, double>> Columns(IEnumerable<KeyValuePair<string, double>> metrics) => metrics
        .Select(metric => (Shown: new ShownMetric(metric.Key), metric.Value)).Where(metric => metric.Shown.Rows != MetricRows.Training)
        .Select(metric => KeyValuePair.Create(metric.Shown.Column, metric.Value));

    // The last batch of an epoch may be smaller.
    private static double RowsSeen(RnnOptions options, long rows, long steps)
    {
        double epoch = rows * (1.0 - (options.ValidationFraction ?? 0)), stepsOfEpoch = Math.Ceiling(epoch / options.BatchSize);
        double epochs = Math.Floor(steps / stepsOfEpoch);
        return epochs * epoch + (steps - epochs * stepsOfEpoch) * options.BatchSize;
    }
}
