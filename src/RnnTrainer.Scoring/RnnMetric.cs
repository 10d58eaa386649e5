namespace RnnTrainer;

/// <summary>
/// Names of the metrics measured in an epoch; see <see cref="RnnEpoch.Metrics"/> and <c>RnnEarlyStopping.Monitor</c>. For validation rows,
/// the name is prefixed with "Validation".
/// </summary>
/// <example>
/// <code>
/// foreach (RnnEpoch epoch in network.History)
///     Console.WriteLine($"{epoch.Epoch}: {epoch.Metrics[RnnMetric.Loss]}");
/// </code>
/// </example>
public static class RnnMetric
{
    /// <summary>
    /// The loss on the training rows: for classes, the mean cross-entropy in nats; for numbers, the mean loss of standardized errors.
    /// Smaller is better.
    /// </summary>
    public const string Loss = "Loss";

    /// <summary>Share of the training rows, or of their labeled steps, that were classified correctly, 0 to 1. Larger is better.</summary>
    public const string Accuracy = "Accuracy";

    /// <summary>
    /// Area under the ROC curve (AUC), 0 to 1: the probability that a row labeled true scores above a row labeled false. Larger is better.
    /// It needs all rows at once, so it is measured on validation rows only.
    /// </summary>
    public const string AreaUnderRocCurve = "AreaUnderRocCurve";

    /// <summary>
    /// Root mean squared error on the training rows, over all numbers of the label, in the label's unit; for quantiles, that of the level
    /// nearest to the median. Smaller is better.
    /// </summary>
    public const string RootMeanSquaredError = "RootMeanSquaredError";

    /// <summary>Mean absolute error on the training rows; otherwise as <see cref="RootMeanSquaredError"/>.</summary>
    public const string MeanAbsoluteError = "MeanAbsoluteError";

    /// <summary>
    /// Mean pinball loss of quantiles, over labels and levels, in the label's unit: the quantile loss before labels are standardized.
    /// Measured on scored data, not in training. Smaller is better.
    /// </summary>
    public const string PinballLoss = "PinballLoss";

    /// <summary><see cref="Loss"/> on validation rows.</summary>
    public const string ValidationLoss = "ValidationLoss";

    /// <summary><see cref="Accuracy"/> on validation rows.</summary>
    public const string ValidationAccuracy = "ValidationAccuracy";

    /// <summary><see cref="AreaUnderRocCurve"/> on validation rows; NaN if all of them have the same label.</summary>
    public const string ValidationAreaUnderRocCurve = "ValidationAreaUnderRocCurve";

    /// <summary><see cref="RootMeanSquaredError"/> on validation rows.</summary>
    public const string ValidationRootMeanSquaredError = "ValidationRootMeanSquaredError";

    /// <summary><see cref="MeanAbsoluteError"/> on validation rows.</summary>
    public const string ValidationMeanAbsoluteError = "ValidationMeanAbsoluteError";

    /// <summary>Prefixes of the names of metrics on validation rows and test rows.</summary>
    internal const string ValidationPrefix = "Validation", TestPrefix = "Test";

    /// <summary>The name of a metric on validation rows.</summary>
    internal static string OnValidation(string name) => ValidationPrefix + name;

    /// <summary>The name of a metric on test rows.</summary>
    internal static string OnTest(string name) => TestPrefix + name;
}
