using System.Globalization;
using System.Text;
using RnnTrainer.Files;

namespace RnnTrainer.Ts;

/// <summary>The fields of a .ts file's header, by name in any case. Those of names that nobody asks for say nothing about rows.</summary>
internal sealed class TsFields
{
    private readonly Dictionary<string, TsField> fields = new(StringComparer.OrdinalIgnoreCase);

    private TsFields()
    {
    }

    /// <summary>Reads the lines up to and with <c>@data</c>.</summary>
    public static TsFields Read(TsLines lines)
    {
        TsFields read = new();
        while (lines.MoveNext())
        {
            if (TsFile.IsComment(lines.Current))
                continue;
            if (lines.Current[0] != '@')
            {
                throw lines.Place().Error(TsPlace.Shown(lines.Current), "a header field such as @classLabel, a comment (#), or @data",
                    "Give a .ts file of the UCR/UEA archives, in UTF-8.");
            }
            TsField field = FieldOf(lines);
            if (field.Name.Equals("data", StringComparison.OrdinalIgnoreCase))
            {
                return field.Value.Length == 0 ? read : throw field.Place.Error(
                    $"'{ErrorText.Short(field.Value)}' behind @data", "the end of the line", "Begin rows on a new line.");
            }
            if (!read.fields.TryAdd(field.Name, field))
                throw field.Place.Error($"a second @{field.Name}", "each field once", "Remove the one that is wrong.");
        }
        throw new TsPlace(lines.Path, lines.Number + 1, 1).Error("the end of the file", "@data and rows behind the header",
            "The file is cut short, or not a .ts file: fetch or make it again.");
    }

    /// <summary>The field of one of some names, or null.</summary>
    public TsField? Find(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (fields.TryGetValue(name, out TsField? field))
                return field;
        }
        return null;
    }

    /// <summary>Whether a field says true; null where it is not there.</summary>
    public bool? Flag(string name)
    {
        if (Find(name) is not { } field)
            return null;
        string first = Words(field) is [string word, ..] ? word : "";
        return bool.TryParse(first, out bool value) ? value
            : throw field.Place.Error(first.Length == 0 ? "nothing" : $"'{ErrorText.Short(first)}'", $"true or false behind @{field.Name}",
                "Correct the header.");
    }

    /// <summary>The number of a field of one of some names, at least 1; null where it is not there.</summary>
    public int? Count(params ReadOnlySpan<string> names)
    {
        if (Find(names) is not { } field)
            return null;
        return int.TryParse(field.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value
            : throw field.Place.Error(field.Value.Length == 0 ? "nothing" : $"'{ErrorText.Short(field.Value)}'",
                $"a whole number from 1 behind @{field.Name}", "Correct the header.");
    }

    /// <summary>The words behind the first of a field's value.</summary>
    public string[] Rest(string name) => Find(name) is { } field ? [.. Words(field).Skip(1)] : [];

    private static string[] Words(TsField field) => field.Value.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static TsField FieldOf(TsLines lines)
    {
        ReadOnlySpan<byte> line = lines.Current;
        int nameEnd = line.IndexOfAny((byte)' ', (byte)'\t');
        if (nameEnd < 0)
            nameEnd = line.Length;
        int from = nameEnd;
        ReadOnlySpan<byte> value = TsLines.Trim(line[nameEnd..], ref from);
        return new TsField(Encoding.UTF8.GetString(line[1..nameEnd]), Encoding.UTF8.GetString(value), lines.Place(from));
    }
}
