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
    /// Slides a window over long series, one row a time step in the order of time: each window becomes a row, to classify a stream or to
    /// forecast it. A trainer keeps each step of a series once, however many windows it is in.
    /// </summary>
    /// <remarks>
    /// <para>The feature columns side by side are the inputs of a step: column <c>Features</c> is a <c>Vector&lt;Single, length,
    /// inputs&gt;</c>; the annotation <c>InputNames</c> names them. They are numbers or Boolean (true is 1), single or in vectors of
    /// known size. All other columns, such as a label, a time or an example weight, have the value of the window's last row.
    /// <c>FeaturesPosition</c> (<see cref="long"/>) numbers that row in its series, from 0; a trainer needs it to hold out windows that
    /// share no step with those it learns from (<c>RnnOptions.ValidationFraction</c>).</para>
    /// <para>With a <paramref name="horizon"/>, column <c>Label</c> is the target so many rows after the window's last: 1 is the next row.
    /// With <see cref="SequenceWindowOptions.WholeHorizon"/> it is all values up to there, a <c>Vector&lt;Single, horizon&gt;</c>, or
    /// <c>Vector&lt;Single, horizon, size&gt;</c> of a vector. The last windows of a series, whose target lies beyond its end, come with a
    /// missing label: they can be scored, and training leaves them out.</para>
    /// <para>Windows start at rows 0, stride, 2·stride and so on of their series; a series shorter than a window gives none. Rows are
    /// streamed: each pass reads <paramref name="input"/> once, in order, and keeps the last length + horizon rows of a series. A group
    /// that comes back after others ends the pass with an <see cref="RnnRowException"/>, unless
    /// <see cref="SequenceWindowOptions.Interleaved"/> is set.</para>
    /// <para>With an <paramref name="orderColumn"/>, the rows of a series may come in any order. A pass then holds all rows of a series, or
    /// of all where they are interleaved, and series come one after another. A row without a value there, or with that of another row of
    /// its series, ends the pass. Where most rows are evenly spaced and some are missing, a warning names the first such place.</para>
    /// </remarks>
    /// <param name="catalog">The catalog <see cref="MLContext.Data"/>.</param>
    /// <param name="input">The rows, in the order of time unless <paramref name="orderColumn"/> sorts them: any data view, be it a text
    /// file, a binary file, objects or a database.</param>
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
    /// <returns>One row for each window.</returns>
    /// <exception cref="ArgumentNullException">An argument that is needed is null.</exception>
    /// <exception cref="ArgumentException">A name is empty, a number out of its range, or settings contradict each other.</exception>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
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
