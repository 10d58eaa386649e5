using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says what to forecast: a file, its columns, and how far ahead.</summary>
internal sealed class ForecastChoice
{
    private const string ShippedFile = "airline-passengers.csv", ShippedValue = "Passengers", ShippedTime = "Month";
    private const int ShippedHorizon = 24;

    private readonly Argument<FileInfo?> file = new("file")
    {
        Description = "CSV file with a header and a row for each step, in order of time. [default: monthly airline passengers]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> value = Column("--value", "Column to forecast.");
    private readonly Option<string?> time = Column("--time", "Column of dates or whole numbers. [default: rows are evenly spaced]");
    private readonly Option<string?> series = Column(
        "--series", "Column with the name of the series, if the file has several; one network learns all of them.");
    private readonly Option<bool> decimalComma = new("--decimal-comma") { Description = "Numbers are written as 1,5." };
    private readonly Option<int?> horizon = Numbers.Count(
        "--horizon", "Steps to forecast; as many at the end are held out for comparison.");

    private readonly Option<int?> season = Numbers.Count(
        "--season", "Steps in a season, 1 for none. [default: by the dates, 12 for months, 7 for days, 24 for hours]");

    /// <summary>The argument.</summary>
    public Argument<FileInfo?> File => file;

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [value, time, series, decimalComma, horizon, season];

    /// <summary>Reads the file, and says how far ahead to forecast it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">A network whose columns, horizon and season these are; null where one is to be trained.</param>
    /// <exception cref="UsageException">Something is missing, or the file has no such column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It cannot be used.</exception>
    public ForecastData Open(ParseResult parsed, RnnForecastTransformer? network)
    {
        Option? given = new Option[] { horizon, season }.FirstOrDefault(option => parsed.GetResult(option) is not null);
        if (network is not null && given is not null)
            throw new UsageException($"{given.Name} is fixed by the model that --model names. Remove it, or train another model.");
        FileInfo? named = parsed.GetValue(file);
        FileInfo from = named ?? new(ShippedData.Find(ShippedFile, "name a CSV file"));
        int steps = network?.Horizon ?? parsed.GetValue(horizon)
            ?? (named is null ? ShippedHorizon : throw new UsageException("Use --horizon to set the steps to forecast, such as 24."));
        SeriesFile read = SeriesFile.Read(from, names => ColumnsOf(parsed, network, from, names));
        return new(read, steps, network?.SeasonLength ?? parsed.GetValue(season) ?? read.UsualSeason);
    }

    private SeriesColumns ColumnsOf(ParseResult parsed, RnnForecastTransformer? network, FileInfo from, IReadOnlyList<string> names)
    {
        bool isShipped = parsed.GetValue(file) is null;
        string chosen = parsed.GetValue(value) ?? network?.ValueColumnName ?? (isShipped ? ShippedValue
            : throw new UsageException($"Use --value to name the column to forecast: '{from}' has {ColumnNames.Listed(names)}."));
        SeriesColumns columns = new(
            chosen, parsed.GetValue(time) ?? (isShipped ? ShippedTime : null),
            parsed.GetValue(series) ?? network?.SeriesColumnName, parsed.GetValue(decimalComma));
        if (network is not null)
            CheckModel(network, columns);
        ColumnNames.CheckDifferent("--value, --time and --series", columns.Names);
        ColumnNames.Check(from, names, columns.Names);
        return columns;
    }

    // A network reads columns by the names that it was trained with.
    private static void CheckModel(RnnForecastTransformer network, SeriesColumns columns)
    {
        if (columns.Value != network.ValueColumnName)
        {
            throw new UsageException($"The model forecasts '{network.ValueColumnName}', but --value is '{columns.Value}'. "
                + "Rename the column in the file, or train another model.");
        }
        if (columns.Series != network.SeriesColumnName)
        {
            throw new UsageException(network.SeriesColumnName is null
                ? $"The model forecasts one series, but --series is '{columns.Series}'. Train another model with --series."
                : $"The model's series column is '{network.SeriesColumnName}', but --series is '{columns.Series}'. "
                    + "Rename the column in the file, or train another model.");
        }
    }

    private static Option<string?> Column(string name, string description) => new(name) { Description = description, HelpName = "column" };
}
