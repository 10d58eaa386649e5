using System.Globalization;

namespace RnnTrainer.Tests.Grouping;

/// <summary>Rows in long form, one a time step, and by definition the sequences that they are.</summary>
internal static class LongTable
{
    /// <summary>The columns of inputs, of every kind: 6 inputs.</summary>
    public static readonly string[] Features =
        [nameof(Row.Small), nameof(Row.Pair), nameof(Row.Large), nameof(Row.Count), nameof(Row.IsOn)];

    public sealed class Row
    {
        public string Machine { get; set; } = "";

        public int Time { get; set; }

        public float Small { get; set; }

        public double Large { get; set; }

        public short Count { get; set; }

        public bool IsOn { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [];

        public string State { get; set; } = "";

        public float Weight { get; set; }
    }

    /// <summary>Rows of some groups, each of 1 to 9 steps, with times in a random order.</summary>
    /// <param name="random">Draws them.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="isInterleaved">Whether the rows of different groups are interleaved.</param>
    public static Row[] Rows(Random random, int groups, bool isInterleaved)
    {
        List<Row> rows = [];
        for (int group = 0; group < groups; group++)
        {
            int[] times = [.. Enumerable.Range(-3, 1 + random.Next(9))];
            random.Shuffle(times);
            rows.AddRange(times.Select(time => new Row
            {
                Machine = $"machine {group}",
                Time = time,
                Small = (random.NextSingle() + group % 2) * 1e-6f,
                Large = (random.NextDouble() - group % 2) * 1e6,
                Count = (short)random.Next(-9, 9),
                IsOn = random.Next(2) == 0,
                Pair = [random.NextSingle(), random.NextSingle()],
                State = group % 2 == 0 ? "worn" : "new",
                Weight = random.NextSingle(),
            }));
        }
        Row[] all = [.. rows];
        if (isInterleaved)
            random.Shuffle(all);
        return all;
    }

    /// <summary>The groups in the order of their first rows, each by time.</summary>
    public static Row[][] Sequences(IEnumerable<Row> rows) =>
        [.. rows.GroupBy(row => row.Machine).Select(group => group.OrderBy(row => row.Time).ToArray())];

    /// <summary>The rows as a text file with a header; NaN is an empty field.</summary>
    public static string ToText(IEnumerable<Row> rows, char separator)
    {
        string[] header = ["Machine", "Time", "Small", "Large", "Count", "IsOn", "State"];
        IEnumerable<string[]> fields = rows.Select(row => (string[])
        [
            row.Machine, Text(row.Time), Text(row.Small), Text(row.Large), Text(row.Count), row.IsOn ? "true" : "false", row.State,
        ]);
        return string.Concat(fields.Prepend(header).Select(line => string.Join(separator, line) + "\n"));

        static string Text(IFormattable value) =>
            value is float.NaN or double.NaN ? "" : value.ToString(null, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    public static TextLoader Loader(MLContext ml, char separator) => ml.Data.CreateTextLoader(new TextLoader.Options
    {
        Columns =
        [
            new("Machine", DataKind.String, 0), new("Time", DataKind.Int32, 1), new("Small", DataKind.Single, 2),
            new("Large", DataKind.Double, 3), new("Count", DataKind.Int16, 4), new("IsOn", DataKind.Boolean, 5),
            new("State", DataKind.String, 6),
        ],
        Separators = [separator],
        HasHeader = true,
        MissingRealsAsNaNs = true,
    });

    /// <summary>The inputs of a step, in the order of <see cref="Features"/>.</summary>
    public static float[] Inputs(Row row) => [row.Small, .. row.Pair, (float)row.Large, row.Count, row.IsOn ? 1 : 0];
}
