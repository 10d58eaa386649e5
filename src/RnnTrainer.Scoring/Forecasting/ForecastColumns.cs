using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>
/// The columns of one schema that forecasts are made from. A row's numbers, side by side, are a step: [targets | past inputs | known
/// inputs].
/// </summary>
internal sealed class ForecastColumns
{
    private const string ValueRole = "Value", PastRole = "Past input", KnownRole = "Known input", SeriesRole = "Series";

    private ForecastColumns(DataViewSchema schema, ForecastColumnNames names, IReadOnlyList<DataViewSchema.Column> statics)
    {
        Names = names;
        Series = FindSeries(schema, names.Series);
        Targets = StepInputs.Bind(schema, [names.Value], ValueRole);
        Past = StepInputs.Bind(schema, names.Past, PastRole);
        Known = StepInputs.Bind(schema, names.Known, KnownRole);
        Statics = statics;
    }

    public ForecastColumnNames Names { get; }

    /// <summary>The column that identifies the series; null: all rows are one series.</summary>
    public DataViewSchema.Column? Series { get; }

    /// <summary>What is forecast.</summary>
    public StepInputs Targets { get; }

    /// <summary>Inputs that are known with the value.</summary>
    public StepInputs Past { get; }

    /// <summary>Inputs that are known of a row before its value is.</summary>
    public StepInputs Known { get; }

    /// <summary>Keys that are the same in all rows of a series.</summary>
    public IReadOnlyList<DataViewSchema.Column> Statics { get; }

    /// <summary>Numbers of a step.</summary>
    public int StepSize => Targets.Size + Past.Size + Known.Size;

    /// <summary>The column that a value of a step comes from.</summary>
    public DataViewSchema.Column ColumnOf(int value) =>
        value < Targets.Size ? Targets.ColumnOf(value)
        : value < Targets.Size + Past.Size ? Past.ColumnOf(value - Targets.Size)
        : Known.ColumnOf(value - Targets.Size - Past.Size);

    /// <summary>The columns that a cursor has to give, the series' among them.</summary>
    public IEnumerable<DataViewSchema.Column> All =>
        [.. Series is { } series ? [series] : Array.Empty<DataViewSchema.Column>(), .. Targets.Columns, .. Past.Columns, .. Known.Columns,
            .. Statics];

    /// <summary>The columns of rows to be trained on.</summary>
    /// <param name="schema">Where they are.</param>
    /// <param name="names">Their names.</param>
    /// <param name="categories">What the static ones are found to hold.</param>
    /// <exception cref="RnnColumnException">A column is missing, or of another type.</exception>
    /// <exception cref="InvalidOperationException">What static keys stand for cannot be saved.</exception>
    public static ForecastColumns BindForTraining(
        DataViewSchema schema, ForecastColumnNames names, out IReadOnlyList<CategoryInput> categories)
    {
        categories = [.. names.Static.Select(name => CategoryInput.Of(schema, name))];
        return new(schema, names, [.. names.Static.Select(name => schema[name])]);
    }

    /// <summary>The columns of rows that forecasts are wanted of.</summary>
    /// <param name="schema">Where they are.</param>
    /// <param name="names">Their names.</param>
    /// <param name="categories">The static ones, as training found them.</param>
    /// <exception cref="RnnColumnException">A column is missing, of another type, or has other categories.</exception>
    public static ForecastColumns Bind(DataViewSchema schema, ForecastColumnNames names, IReadOnlyList<CategoryInput> categories) =>
        new(schema, names, [.. categories.Select(category => category.Find(schema))]);

    /// <summary>Checks that the columns have as many values as in training.</summary>
    /// <exception cref="RnnColumnException">They have more or fewer.</exception>
    public void CheckFits(ForecastSpec spec)
    {
        Check(ValueRole, Targets, spec.Targets.Count, "values");
        Check(PastRole, Past, spec.PastInputs.Count, "past inputs");
        Check(KnownRole, Known, spec.KnownInputs.Count, "known inputs");

        static void Check(string role, StepInputs found, int expected, string what)
        {
            if (found.Size == expected)
                return;
            DataViewSchema.Column column = found.Columns[0];
            throw new RnnColumnException(column.Name, $"{column.Type}", $"{role} column '{column.Name}' is {column.Type}: "
                + $"{found.Size} {what} in all, but training had {expected}. Use the transforms fitted for training.");
        }
    }

    /// <summary>Checks the shape of such columns.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="formOf">The form of a column, given its role and name.</param>
    /// <exception cref="RnnColumnException">A column is missing, or of another type.</exception>
    public static void Check(ForecastColumnNames names, Func<string, string, ColumnForm> formOf)
    {
        if (names.Series is { } series)
            CheckSeries(formOf(SeriesRole, series));
        StepInputs.Check(formOf(ValueRole, names.Value), ValueRole);
        foreach (string name in names.Past)
            StepInputs.Check(formOf(PastRole, name), PastRole);
        foreach (string name in names.Known)
            StepInputs.Check(formOf(KnownRole, name), KnownRole);
        foreach (string name in names.Static)
            CategoryInput.Check(formOf(CategoryInput.Role, name));
    }

    private static DataViewSchema.Column? FindSeries(DataViewSchema schema, string? name)
    {
        if (name is null)
            return null;
        DataViewSchema.Column column = ColumnCheck.Find(schema, SeriesRole, name);
        CheckSeries(ColumnForm.Of(column));
        return column;
    }

    // Text says the same in every culture, and so do whole numbers.
    private static void CheckSeries(ColumnForm column)
    {
        bool isInteger = column.Item is NumberDataViewType number && number != NumberDataViewType.Single
            && number != NumberDataViewType.Double;
        if (column.IsVector || !(column.IsKey || isInteger || column.Item is TextDataViewType))
        {
            throw ColumnCheck.WrongType(SeriesRole, column.Name, column.Type,
                $"a text, a key or an integer. Make it with mlContext.Transforms.Conversion.ConvertType or MapValueToKey");
        }
    }
}
