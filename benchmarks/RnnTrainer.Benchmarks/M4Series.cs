using System.Globalization;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>A series of the M4 competition: values to learn from, and those that followed.</summary>
/// <param name="Name">The competition's name.</param>
/// <param name="Known">The training part.</param>
/// <param name="Next">The values to forecast.</param>
internal sealed record M4Series(string Name, float[] Known, float[] Next)
{
    public const string TrainFile = "Hourly-train.csv", TestFile = "Hourly-test.csv";

    public const int Horizon = 48, Season = 24;

    /// <summary>The hourly series.</summary>
    /// <exception cref="InvalidDataException">The files do not hold the same series, or one has another horizon.</exception>
    public static IReadOnlyList<M4Series> Read(string folder)
    {
        (string Name, float[] Values)[] train = Read(folder, TrainFile), test = Read(folder, TestFile);
        if (train.Length != test.Length || test.Any(series => series.Values.Length != Horizon))
            throw new InvalidDataException($"'{folder}': expected as many series in both files, with {Horizon} values each in {TestFile}.");
        return [.. train.Zip(test, (known, next) => new M4Series(known.Name, known.Values, next.Values))];
    }

    /// <summary>The series with their last known values as those to forecast: what recipes are chosen by.</summary>
    public M4Series HoldOut() => this with { Known = Known[..^Horizon], Next = Known[^Horizon..] };

    /// <summary>Rows to learn from.</summary>
    public static IDataView Train(MLContext ml, IEnumerable<M4Series> series) =>
        ml.Data.LoadFromEnumerable(
            series.SelectMany(one => one.Known.Select(value => new Row { Series = one.Name, Value = value })).ToArray());

    /// <summary>The same rows and those that followed.</summary>
    public static IDataView All(MLContext ml, IEnumerable<M4Series> series) =>
        Train(ml, series.Select(one => one with { Known = [.. one.Known, .. one.Next] }));

    // A line is a series: its name, then its values, empty at the end.
    private static (string Name, float[] Values)[] Read(string folder, string file) =>
    [
        .. from line in File.ReadLines(Path.Combine(folder, file)).Skip(1)
           let fields = line.Split(',').Select(field => field.Trim('"')).ToArray()
           let values = fields.Skip(1).Where(text => text.Length > 0).Select(text => float.Parse(text, CultureInfo.InvariantCulture))
           select (fields[0], values.ToArray()),
    ];

    private sealed class Row
    {
        public string Series { get; set; } = "";

        public float Value { get; set; }
    }
}
