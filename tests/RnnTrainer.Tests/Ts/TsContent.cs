using System.Globalization;
using System.Text;

namespace RnnTrainer.Tests.Ts;

/// <summary>What a .ts file holds: of each row the steps, each with a value for each channel, and the label.</summary>
/// <param name="Channels">Values of a step.</param>
/// <param name="Steps">Steps of each row; null: lengths differ.</param>
/// <param name="Rows">For each row its values, step after step, and its label: a string, a float, or null where rows have none.</param>
internal sealed record TsContent(int Channels, int? Steps, IReadOnlyList<(float[] Values, object? Label)> Rows)
{
    private static readonly string[] Ends = ["\n", "\r\n"], Blanks = ["", " ", "\t"];

    /// <summary>Reads a file through the library, by the view's own cursor: ML.NET's transforms would read on other threads.</summary>
    public static TsContent Read(string path)
    {
        IDataView view = new MLContext(1).Data.LoadFromTs(path);
        VectorDataViewType type = (VectorDataViewType)view.Schema["Features"].Type;
        DataViewSchema.Column? label = view.Schema.GetColumnOrNull("Label");
        List<(float[], object?)> rows = [];
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<float>> features = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        ValueGetter<ReadOnlyMemory<char>>? name =
            label?.Type is TextDataViewType ? cursor.GetGetter<ReadOnlyMemory<char>>(label.Value) : null;
        ValueGetter<float>? number = label?.Type is NumberDataViewType ? cursor.GetGetter<float>(label.Value) : null;
        VBuffer<float> values = default;
        while (cursor.MoveNext())
        {
            features(ref values);
            ReadOnlyMemory<char> text = default;
            float target = 0;
            name?.Invoke(ref text);
            number?.Invoke(ref target);
            rows.Add(([.. values.DenseValues()], name is not null ? text.ToString() : number is not null ? target : null));
        }
        return new(type.Dimensions[1], type.Dimensions[0] is > 0 and int steps ? steps : null, rows);
    }

    /// <summary>Any content: values of all sizes, some missing.</summary>
    public static TsContent Draw(Random random)
    {
        int channels = random.Next(1, 4), kind = random.Next(3);
        int? steps = random.Next(2) == 0 ? random.Next(1, 12) : null;
        return new(channels, steps, [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => (
            Enumerable.Range(0, channels * (steps ?? random.Next(1, 12))).Select(_ => Value(random)).ToArray(),
            kind == 0 ? "abc"[random.Next(3)].ToString() : kind == 1 ? (object)Value(random) : null))]);
    }

    /// <summary>The plain file.</summary>
    public string ToFile() => Write(null);

    /// <summary>A file with this content.</summary>
    /// <param name="random">Chooses the ends of lines, blanks, comments, the case of names, which fields are there; null: plain.</param>
    public string Write(Random? random)
    {
        string end = Pick(Ends);
        StringBuilder file = new();
        if (Flip())
            file.Append('\uFEFF');
        foreach (string line in Header().Concat(Rows.Select(Line)))
        {
            if (Flip())
                file.Append(Pick(Blanks)).Append(Flip() ? "# a comment: 1,2:3" : "").Append(end);
            file.Append(Pick(Blanks)).Append(line).Append(Pick(Blanks)).Append(end);
        }
        return Flip() ? file.ToString()[..^end.Length] : file.ToString();

        IEnumerable<string> Header()
        {
            object? label = Rows[0].Label;
            yield return Field("problemName", "Any name");
            if (Flip())
                yield return Field("missing", "TRUE");
            if (Channels == 1 && Flip())
                yield return Field("univariate", "true");
            else if (Flip())
                yield return Field(Flip() ? "dimension" : "dimensions", Text(Channels));
            // Of rows that happen to be equally long only the header can say that others need not be.
            if (Steps is null || Flip())
                yield return Field("equalLength", Steps is null ? "false" : "True");
            if (Steps is not null && Flip())
                yield return Field("seriesLength", Text(Steps));
            yield return Field("classLabel", label is string ? Flip() ? "true a b c" : "true" : "false");
            if (label is not string)
                yield return Field("targetLabel", label is null ? "false" : "true");
            yield return Field("data", "").TrimEnd();
        }

        string Line((float[] Values, object? Label) row)
        {
            IEnumerable<string> parts = Enumerable.Range(0, Channels).Select(channel => string.Join(",",
                row.Values.Where((_, i) => i % Channels == channel).Select(value => Pick(Blanks) + Text(value) + Pick(Blanks))));
            return string.Join(":", row.Label is null ? parts : parts.Append(Text(row.Label)));
        }

        string Field(string name, string value) => $"@{(Flip() ? name.ToUpperInvariant() : name)} {value}";
        string Text(object value) => value is float.NaN ? Flip() ? "NaN" : "?" : string.Create(CultureInfo.InvariantCulture, $"{value}");
        string Pick(string[] from) => from[random?.Next(from.Length) ?? 0];
        bool Flip() => random?.Next(2) == 1;
    }

    private static float Value(Random random) => random.Next(5) switch
    {
        0 => float.NaN,
        1 => random.Next(-100, 100),
        2 => BitConverter.Int32BitsToSingle(random.Next()) is var any && float.IsFinite(any) ? any : 0,
        _ => random.NextSingle() - 0.5f,
    };
}
