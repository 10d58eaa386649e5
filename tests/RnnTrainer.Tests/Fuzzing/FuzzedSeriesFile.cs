extern alias samples;
using System.Globalization;
using System.Text;
using nietras.SeparatedValues;
using samples::RnnTrainer.Samples;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>The CSV files that the console forecasts.</summary>
internal sealed class FuzzedSeriesFile : FuzzedFormat
{
    private static readonly SeriesColumns Columns = new("v", "t", "s", HasDecimalCommas: false);

    private readonly TemporaryFolder folder = new();

    public override string Name => "series.csv";

    public override IReadOnlyList<byte[]> Originals { get; } =
    [
        .. new[]
        {
            "s,t,v\na,2024-01,1\na,2024-02,2.5\nb,2023-12,-1e3\na,2024-05,4\nb,2024-01,7\n",
            "t;v;s\n2024-01-30 22:00;1;x y\n2024-01-30 23:00;;x y\n2024-01-31 00:00;3;x y\n",
            "\"s\",\"t\",\"v\"\n\"a \"\"quoted\"\" one\",3,8\n\"a \"\"quoted\"\" one\",5,9\n",
            "s\tt\tv\n1\t2024-01-31\t5\n1\t2024-02-29\tNA\n1\t2024-03-31\t6\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public override bool IsChecksummed => false;

    // Other cells, in other lines.
    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        string[] lines = Encoding.UTF8.GetString(original).Split('\n');
        int changed = mutator.Random.Next(1, lines.Length);
        if (lines[changed].Length > 0)
            lines[changed] = Encoding.UTF8.GetString(mutator.Mutate(Encoding.UTF8.GetBytes(lines[changed]), Originals));
        if (mutator.Random.Next(4) == 0)
            mutator.Random.Shuffle(lines.AsSpan(1));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        SeriesFile file = SeriesFile.Read(new(folder.Write("series.csv", input)), Choose);
        using SepWriter writer = new Sep(',').Writer(options => options with { Escape = true }).ToText();
        StringBuilder content = new();
        foreach (ReadSeries series in file.Series)
        {
            for (int index = 0; index < series.Values.Count; index++)
            {
                using SepWriter.Row row = writer.NewRow();
                string value = float.IsNaN(series.Values[index]) ? "" : series.Values[index].ToString(CultureInfo.InvariantCulture);
                (string, string)[] cells = [("s", series.Name), ("t", file.Time(series, index)), ("v", value)];
                foreach ((string name, string cell) in cells)
                    row[name].Set(cell);
                // How a date is written follows from all that are there, and rows without a value are left out at the ends.
                string time = file.Time(series, index);
                content.Append(TimeCell.Date(time, isMonthFirst: false) is { } date ? $"{date:O}" : time)
                    .AppendJoin('|', series.Name, value).Append('\n');
            }
        }
        saved = Encoding.UTF8.GetBytes(writer.ToString());
        return Encoding.UTF8.GetBytes(content.ToString());
    }

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException or IOException;

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }

    // As the command does, whose refusal is one of the command line.
    private static SeriesColumns Choose(IReadOnlyList<string> names) =>
        names.Count(name => name is "s" or "t" or "v") == 3 && names.Distinct().Count() == names.Count ? Columns
            : throw new InvalidDataException("The columns are others.");
}
