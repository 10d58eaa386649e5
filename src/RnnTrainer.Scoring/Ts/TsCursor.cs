using System.Text;
using System.Text.Unicode;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Files;

namespace RnnTrainer.Ts;

/// <summary>One pass over the rows of a <see cref="TsDataView"/>.</summary>
internal sealed class TsCursor : FileCursor
{
    private readonly TsFile file;
    private readonly TsRows? rows;

    public TsCursor(TsDataView view, bool[] active, RowOrder order) : base(view, active, order)
    {
        file = view.File;
        if (Array.IndexOf(active, true) >= 0)
            rows = new TsRows(file, order.IsFileOrder);
    }

    protected override void Read(long row) => rows?.Read(row);

    protected override Delegate Getter(int column) =>
        column == 0 ? (ValueGetter<VBuffer<float>>)Features
        : file.Header.Label == TsLabel.Class ? (ValueGetter<ReadOnlyMemory<char>>)ClassLabel
        : (ValueGetter<float>)NumberLabel;

    protected override void Close() => rows?.Dispose();

    // The file has channel after channel, the column step after step.
    private void Features(ref VBuffer<float> value)
    {
        CheckOnRow();
        ReadOnlySpan<byte> row = rows!.Row;
        int firstEnd = row.IndexOf((byte)':'), steps = row[..(firstEnd < 0 ? row.Length : firstEnd)].Count((byte)',') + 1;
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, steps * file.Channels);
        int channel = 0;
        foreach (Range range in row.Split((byte)':'))
        {
            if (channel == file.Channels)
                break;
            int step = 0, from = range.Start.Value;
            ReadOnlySpan<byte> part = row[range];
            foreach (Range item in part.Split((byte)','))
            {
                editor.Values[step * file.Channels + channel] = Number(part[item], from + item.Start.Value);
                step++;
            }
            channel++;
        }
        value = editor.Commit();
    }

    private void NumberLabel(ref float value)
    {
        int from = LabelStart();
        value = Number(rows!.Row[from..], from);
    }

    private void ClassLabel(ref ReadOnlyMemory<char> value)
    {
        int from = LabelStart();
        ReadOnlySpan<byte> text = TsLines.Trim(rows!.Row[from..], ref from);
        if (text.IsEmpty || !Utf8.IsValid(text))
        {
            throw rows.PlaceOf(from).Error(
                text.IsEmpty ? "nothing" : "bytes that are not UTF-8", "the name of a class", "Correct the row.");
        }
        string label = Encoding.UTF8.GetString(text);
        if (file.Header.Classes.Count > 0 && !file.Header.Classes.TryGetValue(label, out label!))
        {
            throw rows.PlaceOf(from).Error(TsPlace.Shown(text),
                $"one of {ErrorText.List(file.Header.Classes.Order(StringComparer.Ordinal).ToArray(), name => name)}",
                "Correct the label, or add the class to @classLabel.");
        }
        value = label.AsMemory();
    }

    private int LabelStart()
    {
        CheckOnRow();
        return rows!.Row.LastIndexOf((byte)':') + 1;
    }

    private float Number(ReadOnlySpan<byte> text, int from)
    {
        text = TsLines.Trim(text, ref from);
        if (TsNumber.TryRead(text, out float value))
            return value;
        throw text is [(byte)'(', ..] ? TsHeader.TimeStamps(rows!.PlaceOf(from), "a time stamp")
            : rows!.PlaceOf(from).Error(TsPlace.Shown(text), "a number that fits a Single, or ? for a missing one", "Correct the row.");
    }
}
