using RnnTrainer;
using RnnTrainer.Calendar;
using RnnTrainer.Grouping;
using RnnTrainer.MLNet;
using RnnTrainer.Windows;

namespace Microsoft.ML;

/// <summary>Where ML.NET users find what prepares data as part of a model: extensions of <see cref="MLContext.Transforms"/>.</summary>
/// <example>
/// <code>
/// var pipeline = ml.Transforms.CalendarFeatures("Calendar", "Time", CalendarPart.HourOfDay)
///     .Append(ml.Transforms.CreateWindows(length: 48, ["Load", "Calendar"], horizon: 1, targetColumn: "Load"));
/// </code>
/// </example>
public static class RnnTransformsCatalog
{
    /// <summary>Gives a vector column new dimensions: the same values in the same order, not copied.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">Name of the column to add.</param>
    /// <param name="inputColumnName">Name of the column to take the values from; <see langword="null"/>:
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="dimensions">The new dimensions, each at least 1; their product is the number of values in the input column.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no dimensions, or one is below 1.</exception>
    public static ReshapeEstimator Reshape(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, params int[] dimensions) =>
        new(CatalogAccess.EnvironmentOf(catalog), outputColumnName, inputColumnName ?? outputColumnName, dimensions);

    /// <summary>
    /// Places a date on the circles of clock and calendar: the sine and the cosine of each part, so that hour 23 lies beside hour 0.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">Name of the column to add: Vector&lt;Single&gt; of two numbers a part, with slot names.</param>
    /// <param name="inputColumnName">Name of the column of dates, DateTime or DateTimeOffset; <see langword="null"/>:
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="parts">The parts of a date, in the order of their numbers; at least one, each once.</param>
    /// <exception cref="ArgumentException">A name is empty, or there are no parts, one that does not exist, or one twice.</exception>
    public static CalendarFeaturesEstimator CalendarFeatures(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, params CalendarPart[] parts) =>
        new(CatalogAccess.EnvironmentOf(catalog), new CalendarSettings(outputColumnName, inputColumnName ?? outputColumnName, parts));

    /// <summary>
    /// Makes sequences of a table in long form, one row a time step, as
    /// <see cref="RnnDataCatalog.GroupIntoSequences"/>
    /// does; part of the model, where rows at scoring come in the same form. These may lack the label.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="groupColumn">Name of the column that tells sequences apart: a text, key, number, Boolean or date.</param>
    /// <param name="featureColumns">Names of the columns of inputs, in their order.</param>
    /// <param name="labelColumn">Name of the label column; <see langword="null"/>: there is none.</param>
    /// <param name="orderColumn">Name of the column that the steps of a sequence are sorted by, ascending: a number,
    /// <see cref="DateTime"/>, <see cref="DateTimeOffset"/> or <see cref="TimeSpan"/>. <see langword="null"/>: rows stay in their
    /// order.</param>
    /// <param name="options">How rows become sequences; <see langword="null"/>: the defaults.</param>
    /// <exception cref="ArgumentNullException">An argument that is needed is null.</exception>
    /// <exception cref="ArgumentException">A name is empty, or two columns would have one name.</exception>
    public static SequenceGroupingEstimator GroupIntoSequences(
        this TransformsCatalog catalog, string groupColumn, string[] featureColumns, string? labelColumn = null, string? orderColumn = null,
        SequenceGroupingOptions? options = null) =>
        new(CatalogAccess.EnvironmentOf(catalog), new SequenceGrouping(groupColumn, featureColumns, labelColumn, orderColumn, options));

    /// <summary>
    /// Slides a window over long series, one row a time step in the order of time, as
    /// <see cref="RnnDataCatalog.CreateWindows"/> does; part of the model, where rows at scoring come in the same form. These may lack the
    /// target.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="length">Rows of a window, at least 1.</param>
    /// <param name="featureColumns">Names of the columns of inputs, in their order.</param>
    /// <param name="stride">Rows from the start of one window to that of the next, at least 1.</param>
    /// <param name="horizon">Rows from a window's last to that of its label. 0: no label is made.</param>
    /// <param name="targetColumn">Name of the column that the label comes from, where there is a <paramref name="horizon"/>: Single,
    /// Double, a key or a text; with <see cref="SequenceWindowOptions.WholeHorizon"/> numbers or a vector of them.</param>
    /// <param name="groupColumn">Name of the column that tells series apart: a text, key, number, Boolean or date.
    /// <see langword="null"/>: the rows are one series.</param>
    /// <param name="orderColumn">Name of the column that the rows of a series are sorted by, ascending: a number, <see cref="DateTime"/>,
    /// <see cref="DateTimeOffset"/> or <see cref="TimeSpan"/>. <see langword="null"/>: rows stand in the order of time.</param>
    /// <param name="options">More settings; <see langword="null"/>: the defaults.</param>
    /// <exception cref="ArgumentNullException">An argument that is needed is null.</exception>
    /// <exception cref="ArgumentException">A name is empty, a number out of its range, or settings contradict each other.</exception>
    public static SequenceWindowEstimator CreateWindows(
        this TransformsCatalog catalog, int length, string[] featureColumns, int stride = 1, int horizon = 0, string? targetColumn = null,
        string? groupColumn = null, string? orderColumn = null, SequenceWindowOptions? options = null) =>
        new(CatalogAccess.EnvironmentOf(catalog),
            new WindowSettings(length, featureColumns, stride, horizon, targetColumn, groupColumn, orderColumn, options));
}
