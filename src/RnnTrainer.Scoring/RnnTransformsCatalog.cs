using RnnTrainer;
using RnnTrainer.Calendar;
using RnnTrainer.Grouping;
using RnnTrainer.MLNet;
using RnnTrainer.Windows;

namespace Microsoft.ML;

/// <summary>Extension methods of <see cref="MLContext.Transforms"/> that prepare sequences as part of a model.</summary>
/// <example>
/// <code>
/// var pipeline = ml.Transforms.CalendarFeatures("Calendar", "Time", CalendarPart.HourOfDay)
///     .Append(ml.Transforms.CreateWindows(length: 48, ["Load", "Calendar"], horizon: 1, targetColumn: "Load"));
/// </code>
/// </example>
public static class RnnTransformsCatalog
{
    /// <summary>Changes the dimensions of a vector column: the same values in the same order, not copied.</summary>
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
    /// Encodes dates as cyclic calendar features: the sine and the cosine of each part, so that hour 23 is next to hour 0.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">Name of the column to add: Vector&lt;Single&gt; with two numbers per part, and slot names.</param>
    /// <param name="inputColumnName">Name of the column of dates, DateTime or DateTimeOffset; <see langword="null"/>:
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="parts">The parts of a date, in output order; at least one, each at most once.</param>
    /// <exception cref="ArgumentException">A name is empty, there are no parts, or a part is invalid or repeated.</exception>
    public static CalendarFeaturesEstimator CalendarFeatures(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, params CalendarPart[] parts) =>
        new(CatalogAccess.EnvironmentOf(catalog), new CalendarSettings(outputColumnName, inputColumnName ?? outputColumnName, parts));

    /// <summary>
    /// Groups the rows of a table in long form, with one row per time step, into sequences, like
    /// <see cref="RnnDataCatalog.GroupIntoSequences"/>, but as part of the model, for data that have the same form at scoring. These need
    /// no label.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="groupColumn">Name of the column that identifies the sequences: a text, key, number, Boolean or date.</param>
    /// <param name="featureColumns">Names of the input columns, in input order.</param>
    /// <param name="labelColumn">Name of the label column; <see langword="null"/>: no label.</param>
    /// <param name="orderColumn">
    /// Name of the column to sort the steps of a sequence by, ascending: a number, <see cref="DateTime"/>, <see cref="DateTimeOffset"/> or
    /// <see cref="TimeSpan"/>; <see langword="null"/>: rows stay in their order.
    /// </param>
    /// <param name="options">Further settings; <see langword="null"/>: the defaults.</param>
    /// <exception cref="ArgumentNullException">A required argument is null.</exception>
    /// <exception cref="ArgumentException">A name is empty, or two columns would have the same name.</exception>
    public static SequenceGroupingEstimator GroupIntoSequences(
        this TransformsCatalog catalog, string groupColumn, string[] featureColumns, string? labelColumn = null, string? orderColumn = null,
        SequenceGroupingOptions? options = null) =>
        new(CatalogAccess.EnvironmentOf(catalog), new SequenceGrouping(groupColumn, featureColumns, labelColumn, orderColumn, options));

    /// <summary>
    /// Slides a window over long series, with one row per time step in time order, like <see cref="RnnDataCatalog.CreateWindows"/>, but as
    /// part of the model, for data that have the same form at scoring. These need no target.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="length">Rows in a window; at least 1.</param>
    /// <param name="featureColumns">Names of the input columns, in input order.</param>
    /// <param name="stride">Rows from the start of one window to the start of the next; at least 1.</param>
    /// <param name="horizon">Rows from the last row of a window to its label; 0: no label is added.</param>
    /// <param name="targetColumn">
    /// Name of the column that provides the label, if there is a <paramref name="horizon"/>: Single, Double, a key or a text; with
    /// <see cref="SequenceWindowOptions.WholeHorizon"/>, a number or a vector of numbers.
    /// </param>
    /// <param name="groupColumn">
    /// Name of the column that identifies the series: a text, key, number, Boolean or date; <see langword="null"/>: the rows form one
    /// series.
    /// </param>
    /// <param name="orderColumn">
    /// Name of the column to sort the rows of a series by, ascending: a number, <see cref="DateTime"/>, <see cref="DateTimeOffset"/> or
    /// <see cref="TimeSpan"/>; <see langword="null"/>: rows are in time order.
    /// </param>
    /// <param name="options">Further settings; <see langword="null"/>: the defaults.</param>
    /// <exception cref="ArgumentNullException">A required argument is null.</exception>
    /// <exception cref="ArgumentException">A name is empty, a number is out of range, or settings contradict each other.</exception>
    public static SequenceWindowEstimator CreateWindows(
        this TransformsCatalog catalog, int length, string[] featureColumns, int stride = 1, int horizon = 0, string? targetColumn = null,
        string? groupColumn = null, string? orderColumn = null, SequenceWindowOptions? options = null) =>
        new(CatalogAccess.EnvironmentOf(catalog),
            new WindowSettings(length, featureColumns, stride, horizon, targetColumn, groupColumn, orderColumn, options));
}
