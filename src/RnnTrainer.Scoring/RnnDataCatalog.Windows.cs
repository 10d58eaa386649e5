using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.MLNet;
using RnnTrainer.Windows;

namespace Microsoft.ML;

/// <content>Windows over long series.</content>
/// <example>
/// <code>
/// IDataView digits = ml.Data.LoadFromIdx("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz");
/// IDataView gestures = ml.Data.LoadFromTs("Gestures_TRAIN.ts");
/// IDataView sequences = ml.Data.GroupIntoSequences(rows, "Machine", ["Pressure", "Current"], "State", "Time");
/// IDataView windows = ml.Data.CreateWindows(rows, length: 48, ["Load"], horizon: 1, targetColumn: "Load");
/// </code>
/// </example>
public static partial class RnnDataCatalog
{
    /// <summary>
    /// Slides a window over long series, with one row per time step in time order: each window becomes a row, for stream classification or
    /// forecasting. A trainer stores each step of a series once, however many windows contain it.
    /// </summary>
    /// <remarks>
    /// <para>The feature columns are concatenated into the inputs of a step: column <c>Features</c> is a <c>Vector&lt;Single, length,
    /// inputs&gt;</c>; the annotation <c>InputNames</c> names them. They are numbers or Boolean (true is 1), scalars or vectors of known
    /// size. All other columns, such as a label, a time or an example weight, have the value of the window's last row.
    /// <c>FeaturesPosition</c> (<see cref="long"/>) is the number of that row in its series, from 0; a trainer uses it to hold out windows
    /// that share no step with the training windows (<c>RnnOptions.ValidationFraction</c>).</para>
    /// <para>With a <paramref name="horizon"/>, column <c>Label</c> is the target that many rows after the window's end: 1 is the next row.
    /// With <see cref="SequenceWindowOptions.WholeHorizon"/> it holds all values up to there: a <c>Vector&lt;Single, horizon&gt;</c>, or
    /// <c>Vector&lt;Single, horizon, size&gt;</c> for a vector target. The last windows of a series, whose target lies beyond its end, have
    /// a missing label: they can be scored, and training skips them.</para>
    /// <para>Windows start at rows 0, stride, 2·stride and so on of their series; a series shorter than a window gives none. Rows are
    /// streamed: each pass reads <paramref name="input"/> once, in order, and keeps the last length + horizon rows of a series. A group
    /// that reappears after others ends the pass with an <see cref="RnnRowException"/>, unless
    /// <see cref="SequenceWindowOptions.Interleaved"/> is set.</para>
    /// <para>With an <paramref name="orderColumn"/>, the rows of a series may come in any order. A pass then holds all rows of a series, or
    /// all rows if series are interleaved, and returns series one after another. A row whose order value is missing or repeated within its
    /// series ends the pass. If most rows are evenly spaced and some are missing, a warning names the first gap.</para>
    /// </remarks>
    /// <param name="catalog">The catalog <see cref="MLContext.Data"/>.</param>
    /// <param name="input">
    /// The rows, in time order unless <paramref name="orderColumn"/> sorts them: any data view, such as a text file, a binary file, objects
    /// or a database.
    /// </param>
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
    /// <returns>One row for each window.</returns>
    /// <exception cref="ArgumentNullException">A required argument is null.</exception>
    /// <exception cref="ArgumentException">A name is empty, a number is out of range, or settings contradict each other.</exception>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public static IDataView CreateWindows(
        this DataOperationsCatalog catalog, IDataView input, int length, string[] featureColumns, int stride = 1, int horizon = 0,
        string? targetColumn = null, string? groupColumn = null, string? orderColumn = null, SequenceWindowOptions? options = null)
    {
        IHostEnvironment environment = CatalogAccess.EnvironmentOf(catalog);
        ArgumentNullException.ThrowIfNull(input);
        WindowSettings settings = new(length, featureColumns, stride, horizon, targetColumn, groupColumn, orderColumn, options);
        WindowColumns columns = new(input.Schema, settings, needsTarget: true);
        return new WindowView(input, columns, () => ContextCancellation.Check(environment),
            message => ContextLog.Warn(environment, nameof(CreateWindows), message));
    }
}
