using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.Grouping;
using RnnTrainer.Idx;
using RnnTrainer.MLNet;
using RnnTrainer.Ts;

namespace Microsoft.ML;

/// <summary>Extension methods of <see cref="MLContext.Data"/> that load and arrange sequences.</summary>
public static partial class RnnDataCatalog
{
    /// <summary>
    /// Loads IDX files, the format of MNIST, as an <see cref="IDataView"/> with the column <c>Pixels</c> and, given a labels file,
    /// <c>Label</c>.
    /// </summary>
    /// <remarks>
    /// <para><c>Pixels</c> is a vector with the file's dimensions after the first, such as <c>Vector&lt;Byte, 28, 28&gt;</c>
    /// for MNIST, or <c>Vector&lt;Byte, 1&gt;</c> for a file of rank 1. Its items have the type of the file: <see cref="byte"/>,
    /// <see cref="sbyte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="float"/> or <see cref="double"/>, and the
    /// values are those of the file. <c>Label</c> has the type of the labels file, or is a key if
    /// <paramref name="labelClasses"/> is given.</para>
    /// <para>Files are plain or gzipped, recognized by their content. Rows are read from the files at each pass, only for
    /// the columns in use, and are never all held in memory. Plain files can be read shuffled and by parallel
    /// cursors; gzipped files only sequentially.</para>
    /// <para>Headers and lengths are checked by this method. Damage that shows only when a gzip file is unpacked is found while rows
    /// are read: the cursor's MoveNext then throws an <see cref="InvalidDataException"/>. The getter throws one for a label outside
    /// <paramref name="labelClasses"/>.</para>
    /// </remarks>
    /// <param name="catalog">The catalog <see cref="MLContext.Data"/>.</param>
    /// <param name="imagesPath">The IDX file with the images, or any rows of numbers: rank 1 or more, one row for each index of
    /// its first dimension.</param>
    /// <param name="labelsPath">
    /// The IDX file with the labels: rank 1, one per image; or QMNIST's, with 8 integers per row, the first being the class. Default
    /// <see langword="null"/>: no column <c>Label</c>.
    /// </param>
    /// <param name="labelClasses">
    /// The number of classes, at least 1: makes <c>Label</c> a key (<see cref="uint"/>; the label plus one) whose key values are the
    /// numbers 0 to <paramref name="labelClasses"/> - 1. By default, <c>Label</c> is the number in the file.
    /// </param>
    /// <param name="transposed">
    /// Whether the images are stored column by column, as in EMNIST; the last two dimensions are then swapped. Default
    /// <see langword="false"/>.
    /// </param>
    /// <returns>The rows of the files, in the files' order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="catalog"/> or <paramref name="imagesPath"/> is null.</exception>
    /// <exception cref="ArgumentException">A path is empty, or <paramref name="labelClasses"/> is given without
    /// <paramref name="labelsPath"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labelClasses"/> is below 1.</exception>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="InvalidDataException">A file is not an IDX file, is damaged, cut short or too long; the files hold
    /// different numbers of rows; the labels cannot count <paramref name="labelClasses"/> classes; or
    /// <paramref name="transposed"/> is set for rows of one dimension. The message names file, offset, what was found and
    /// what was expected.</exception>
    public static IDataView LoadFromIdx(
        this DataOperationsCatalog catalog, string imagesPath, string? labelsPath = null, int? labelClasses = null, bool transposed = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(imagesPath);
        if (labelsPath is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(labelsPath);
        if (labelClasses is int classes)
        {
            if (labelsPath is null)
            {
                throw new ArgumentException(
                    $"labelClasses is {classes}, but there is no labelsPath. Pass the labels file too, or leave labelClasses null.",
                    nameof(labelClasses));
            }
            if (classes < 1)
                throw new ArgumentOutOfRangeException(nameof(labelClasses), $"labelClasses is {classes}; it must be at least 1.");
        }
        return new IdxDataView(imagesPath, labelsPath, labelClasses, transposed);
    }

    /// <summary>
    /// Loads a <c>.ts</c> file, the format of the UCR and UEA archives of time series, as an <see cref="IDataView"/> with the column
    /// <c>Features</c> and, if the header declares labels, <c>Label</c>.
    /// </summary>
    /// <remarks>
    /// <para><c>Features</c> is <c>Vector&lt;Single, T, I&gt;</c>: T steps of I channels, step after step. If lengths differ, or the
    /// header says <c>@equalLength false</c>, it is a vector of unknown size with dimensions [*, I]. Missing values (<c>?</c> or
    /// <c>NaN</c>) are NaN. <c>Label</c> is text if the header says <c>@classLabel true</c> (use <c>MapValueToKey</c> to make it a key),
    /// and Single if it says <c>@targetLabel true</c>.</para>
    /// <para>Names of header fields are case-insensitive; fields that do not describe rows are skipped, and so are empty lines and comments
    /// (<c>#</c>, <c>%</c>). The file is UTF-8, with or without a byte order mark. Time stamps are not supported.</para>
    /// <para>The structure of all rows, their channels and lengths, is checked by this method, in one pass that keeps 32 bytes per row.
    /// Values and labels are read from the file at each pass, also shuffled or by parallel cursors. The getter throws an
    /// <see cref="InvalidDataException"/> for an invalid value, and the cursor's MoveNext throws one if the file was changed after it
    /// was loaded.</para>
    /// </remarks>
    /// <param name="catalog">The catalog <see cref="MLContext.Data"/>.</param>
    /// <param name="path">The file.</param>
    /// <returns>The rows of the file, in its order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="catalog"/> or <paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a <c>.ts</c> file, holds no rows, has time stamps, or a row contradicts the header. The message names file, line,
    /// column, what was found and what was expected.
    /// </exception>
    public static IDataView LoadFromTs(this DataOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new TsDataView(path);
    }

    /// <summary>
    /// Groups the rows of a table in long form, with one row per time step, into sequences: the rows of each group become one row.
    /// </summary>
    /// <remarks>
    /// <para>The feature columns are concatenated into the inputs of a step: <c>Vector&lt;Single, *, inputs&gt;</c>, so a trainer needs
    /// no <c>InputSize</c>; the annotation <c>InputNames</c> names them. They are numbers or Boolean (true is 1), scalars or vectors of
    /// known size; each value is rounded to the nearest <see cref="float"/>. A single feature column may instead hold keys or texts, which
    /// become a vector of unknown size. The group's key, the label and <see cref="SequenceGroupingOptions.LastRowColumns"/> keep name,
    /// type and annotations; a label of <see cref="SequenceLabels.EachStep"/> becomes a vector.</para>
    /// <para>Sequences are returned in the order of their first rows, one for each value of the group column. No rows are read before a
    /// cursor is. Each pass reads <paramref name="input"/> once; see <see cref="SequenceGroupingOptions.Interleaved"/> for its memory. A
    /// row that cannot be used ends the pass with an <see cref="RnnRowException"/> with its number in <paramref name="input"/>: a group
    /// that reappears although rows are not interleaved, a missing group or order value, or an order value that is repeated within a
    /// group. Missing features (NaN) are passed on.</para>
    /// </remarks>
    /// <param name="catalog">The catalog <see cref="MLContext.Data"/>.</param>
    /// <param name="input">The table: any data view, such as a text file, a binary file, objects or a database.</param>
    /// <param name="groupColumn">Name of the column that identifies the sequences: a text, key, number, Boolean or date.</param>
    /// <param name="featureColumns">Names of the input columns, in input order.</param>
    /// <param name="labelColumn">Name of the label column; <see langword="null"/>: no label.</param>
    /// <param name="orderColumn">
    /// Name of the column to sort the steps of a sequence by, ascending: a number, <see cref="DateTime"/>, <see cref="DateTimeOffset"/> or
    /// <see cref="TimeSpan"/>; <see langword="null"/>: rows stay in their order.
    /// </param>
    /// <param name="options">Further settings; <see langword="null"/>: the defaults.</param>
    /// <returns>One row for each group.</returns>
    /// <exception cref="ArgumentNullException">A required argument is null.</exception>
    /// <exception cref="ArgumentException">A name is empty, or two columns would have the same name.</exception>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    public static IDataView GroupIntoSequences(
        this DataOperationsCatalog catalog, IDataView input, string groupColumn, string[] featureColumns, string? labelColumn = null,
        string? orderColumn = null, SequenceGroupingOptions? options = null)
    {
        IHostEnvironment environment = CatalogAccess.EnvironmentOf(catalog);
        ArgumentNullException.ThrowIfNull(input);
        SequenceGrouping grouping = new(groupColumn, featureColumns, labelColumn, orderColumn, options);
        GroupedSchema columns = new(grouping, input.Schema, isForScoring: false);
        return new GroupedView(input, columns, grouping.Options, () => ContextCancellation.Check(environment));
    }
}
