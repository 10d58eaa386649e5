using Microsoft.ML.Runtime;
using RnnTrainer;
using RnnTrainer.Grouping;
using RnnTrainer.Idx;
using RnnTrainer.MLNet;
using RnnTrainer.Ts;

namespace Microsoft.ML;

/// <summary>Where ML.NET users find what loads and arranges data: extensions of <see cref="MLContext.Data"/>.</summary>
public static partial class RnnDataCatalog
{
    /// <summary>
    /// Reads IDX files, the format of MNIST, as an <see cref="IDataView"/> with the columns <c>Pixels</c> and, where a labels
    /// file is given, <c>Label</c>.
    /// </summary>
    /// <remarks>
    /// <para><c>Pixels</c> is a vector with the file's own dimensions after the first, such as <c>Vector&lt;Byte, 28, 28&gt;</c>
    /// for MNIST; of a file of rank 1, <c>Vector&lt;Byte, 1&gt;</c>. Its items have the type of the file: <see cref="byte"/>,
    /// <see cref="sbyte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="float"/> or <see cref="double"/>, and the
    /// values are those of the file. <c>Label</c> has the type of the labels file, or is a key where
    /// <paramref name="labelClasses"/> is given.</para>
    /// <para>Files are plain or gzipped, told apart by their content. Rows are read from the files at each pass, only for
    /// the columns asked for, and never all into memory. Plain files can be read shuffled and by cursors in
    /// parallel; gzipped ones only from beginning to end.</para>
    /// <para>Headers and lengths are checked here. What shows only when a gzip file is unpacked is checked while rows are
    /// read: an <see cref="InvalidDataException"/> then comes out of the cursor's MoveNext, and one for a label outside of
    /// <paramref name="labelClasses"/> out of its getter.</para>
    /// </remarks>
    /// <param name="catalog">The catalog <see cref="MLContext.Data"/>.</param>
    /// <param name="imagesPath">The IDX file with the images, or any rows of numbers: rank 1 or more, one row for each index of
    /// its first dimension.</param>
    /// <param name="labelsPath">The IDX file with the labels: rank 1, as many as there are images; or QMNIST's, 8 integers a
    /// row, of which the first is the class. None by default: then there is no column <c>Label</c>.</param>
    /// <param name="labelClasses">The number of classes, at least 1: makes <c>Label</c> a key (<see cref="uint"/>; the label plus
    /// one) whose key values are the numbers 0 to <paramref name="labelClasses"/> - 1. By default <c>Label</c> is the number in
    /// the file.</param>
    /// <param name="transposed">Whether the images are stored column by column, as EMNIST's are: the last two dimensions are
    /// swapped. False by default.</param>
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
                    $"labelClasses is {classes}, but there is no labelsPath. Give the labels file too, or leave labelClasses out.",
                    nameof(labelClasses));
            }
            if (classes < 1)
                throw new ArgumentOutOfRangeException(nameof(labelClasses), $"labelClasses is {classes}; it must be at least 1.");
        }
        return new IdxDataView(imagesPath, labelsPath, labelClasses, transposed);
    }

    /// <summary>
    /// Reads a <c>.ts</c> file, the format of the UCR and UEA archives of time series, as an <see cref="IDataView"/> with the columns
    /// <c>Features</c> and, where the header says that rows have labels, <c>Label</c>.
    /// </summary>
    /// <remarks>
    /// <para><c>Features</c> is <c>Vector&lt;Single, T, I&gt;</c>: T steps of I channels, step after step. Where lengths differ, or the
    /// header says <c>@equalLength false</c>, it is a vector of unknown size of dimensions [*, I]. Values that are missing (<c>?</c> or
    /// <c>NaN</c>) are NaN. <c>Label</c> is text where the header says <c>@classLabel true</c>, which <c>MapValueToKey</c> makes a key, and
    /// Single where it says <c>@targetLabel true</c>.</para>
    /// <para>Names of header fields may be in any case; fields that say nothing about rows are skipped, and so are empty lines and comments
    /// (<c>#</c>, <c>%</c>). The file is UTF-8, with or without a byte order mark. Time stamps are refused.</para>
    /// <para>The form of all rows, their channels and lengths, is checked here, in one pass that keeps 32 bytes a row. Values and labels
    /// are read from the file at each pass, shuffled or by cursors in parallel where that is asked for; an
    /// <see cref="InvalidDataException"/> for one that is wrong comes out of the getter, and one for a file that was changed after it
    /// was loaded out of the cursor's MoveNext.</para>
    /// </remarks>
    /// <param name="catalog">The catalog <see cref="MLContext.Data"/>.</param>
    /// <param name="path">The file.</param>
    /// <returns>The rows of the file, in its order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="catalog"/> or <paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not a <c>.ts</c> file, holds no rows, has time stamps, or a row is not as the
    /// header says. The message names file, line, column, what was found and what was expected.</exception>
    public static IDataView LoadFromTs(this DataOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new TsDataView(path);
    }

    /// <summary>Makes sequences of a table in long form, one row a time step: the rows of each group become one row.</summary>
    /// <remarks>
    /// <para>The feature columns side by side are the inputs of a step: <c>Vector&lt;Single, *, inputs&gt;</c>, so that a trainer needs no
    /// <c>InputSize</c>; the annotation <c>InputNames</c> names them. They are numbers or Boolean (true is 1), single or in vectors of
    /// known size; each value becomes the nearest <see cref="float"/>. One column alone may hold keys or texts, which become a vector of
    /// unknown size of them. The group's key, the label and <see cref="SequenceGroupingOptions.LastRowColumns"/> keep name, type and
    /// annotations; a label of <see cref="SequenceLabels.EachStep"/> becomes a vector.</para>
    /// <para>Sequences come in the order of their first rows, one for each value of the group column. Nothing is read before a cursor
    /// is: each pass reads <paramref name="input"/> once, and <see cref="SequenceGroupingOptions.Interleaved"/> says what it holds in
    /// memory. A row that cannot be used ends the pass with an <see cref="RnnRowException"/>, whose number counts the rows of
    /// <paramref name="input"/>: a group that comes back where rows are not interleaved, a missing group or order value, two rows of a
    /// group with one order value. Missing features (NaN) are passed on.</para>
    /// </remarks>
    /// <param name="catalog">The catalog <see cref="MLContext.Data"/>.</param>
    /// <param name="input">The table: any data view, be it a text file, a binary file, objects or a database.</param>
    /// <param name="groupColumn">Name of the column that tells sequences apart: a text, key, number, Boolean or date.</param>
    /// <param name="featureColumns">Names of the columns of inputs, in their order.</param>
    /// <param name="labelColumn">Name of the label column; <see langword="null"/>: there is none.</param>
    /// <param name="orderColumn">Name of the column that the steps of a sequence are sorted by, ascending: a number,
    /// <see cref="DateTime"/>, <see cref="DateTimeOffset"/> or <see cref="TimeSpan"/>. <see langword="null"/>: rows stay in their
    /// order.</param>
    /// <param name="options">How rows become sequences; <see langword="null"/>: the defaults.</param>
    /// <returns>One row for each group.</returns>
    /// <exception cref="ArgumentNullException">An argument that is needed is null.</exception>
    /// <exception cref="ArgumentException">A name is empty, or two columns would have one name.</exception>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
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
