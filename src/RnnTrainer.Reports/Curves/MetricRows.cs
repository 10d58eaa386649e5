namespace RnnTrainer.Curves;

/// <summary>Which rows a metric was measured on, in the order in which they are shown.</summary>
internal enum MetricRows
{
    /// <summary>Those trained on, each as it was trained on.</summary>
    Training,

    /// <summary>Those held out of training.</summary>
    Validation,

    /// <summary>Those of the test data.</summary>
    Test,
}
