namespace RnnTrainer;

/// <summary>
/// Names of what is measured in an epoch; see <see cref="RnnEpoch.Metrics"/> and <c>RnnEarlyStopping.Monitor</c>. On validation
/// rows a metric has its name with "Validation" before it.
/// </summary>
public static class RnnMetric
{
    /// <summary>
    /// What is minimised, on the rows trained on: for classes the mean cross-entropy in nats, for numbers the mean loss of their
    /// standardised errors. Smaller is better.
    /// </summary>
    public const string Loss = "Loss";

    /// <summary>Share of the rows trained on, or of their labelled steps, that were classified right, 0 to 1. Larger is better.</summary>
    public const string Accuracy = "Accuracy";

    /// <summary>
    /// Area under the ROC curve, "AUC", 0 to 1: how probable it is that a row whose answer is yes scores above one whose answer is no.
    /// Larger is better. It needs all rows at once, so that it is measured on validation rows only.
    /// </summary>
    public const string AreaUnderRocCurve = "AreaUnderRocCurve";

    /// <summary>
    /// Root of the mean squared error on the rows trained on, over all numbers of the label, in its unit; of quantiles, that of the level
    /// nearest to the median. Smaller is better.
    /// </summary>
    public const string RootMeanSquaredError = "RootMeanSquaredError";

    /// <summary>The same of the mean absolute error.</summary>
    public const string MeanAbsoluteError = "MeanAbsoluteError";

    /// <summary>
    /// Mean pinball loss of quantiles, over labels and levels, in the label's unit: what <c>Loss</c> of quantiles is before labels are
    /// standardised. Measured on scored data, not in training. Smaller is better.
    /// </summary>
    public const string PinballLoss = "PinballLoss";

    /// <summary><see cref="Loss"/> on validation rows.</summary>
    public const string ValidationLoss = "ValidationLoss";

    /// <summary><see cref="Accuracy"/> on validation rows.</summary>
    public const string ValidationAccuracy = "ValidationAccuracy";

    /// <summary>
    /// <see cref="AreaUnderRocCurve"/> on validation rows; NaN where all of them have the same answer.
    /// </summary>
    public const string ValidationAreaUnderRocCurve = "ValidationAreaUnderRocCurve";

    /// <summary><see cref="RootMeanSquaredError"/> on validation rows.</summary>
    public const string ValidationRootMeanSquaredError = "ValidationRootMeanSquaredError";

    /// <summary><see cref="MeanAbsoluteError"/> on validation rows.</summary>
    public const string ValidationMeanAbsoluteError = "ValidationMeanAbsoluteError";

    /// <summary>What the name of a metric on validation rows, or on test rows, begins with.</summary>
    internal const string ValidationPrefix = "Validation", TestPrefix = "Test";

    /// <summary>The name of a metric on validation rows.</summary>
    internal static string OnValidation(string name) => ValidationPrefix + name;

    /// <summary>The name of a metric on test rows.</summary>
    internal static string OnTest(string name) => TestPrefix + name;
}
