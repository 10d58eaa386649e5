using System.IO.Hashing;
using RnnTrainer.Files;

namespace RnnTrainer.Forecasting;

/// <summary>
/// Writes and reads what a forecast engine keeps, little-endian: 8 bytes "RNN FCES", uint32 version, and a
/// <see cref="ChecksummedFrame"/> of
/// <code>
/// int32   columns that the forecast reads; each: string
/// uint64  XxHash3 of the saved forecast
/// int32   series; each: string name, int32 category of each static input, int32 rows, rows x row size singles, the oldest first
/// </code>
/// </summary>
internal static class EngineState
{
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "RNN FCES"u8;

    public static void Write(Stream stream, SavedForecast saved, IReadOnlyDictionary<string, ForecastSeries> series)
    {
        using BinaryWriter output = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        output.Write(Magic);
        output.Write(Version);
        ChecksummedFrame.Write(output, writer =>
        {
            NamesFormat.Write(writer, [.. saved.Columns.All]);
            writer.Write(IdentityOf(saved));
            writer.Write(series.Count);
            foreach ((string name, ForecastSeries rows) in series)
            {
                float[] kept = rows.Last(saved.Spec.Window);
                writer.Write(name);
                foreach (int category in rows.Categories)
                    writer.Write(category);
                writer.Write(kept.Length / saved.Spec.RowSize);
                SingleFormat.Write(writer, kept);
            }
        });
    }

    /// <param name="stream">Where the state begins.</param>
    /// <param name="saved">The forecast that it is to be of.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of other columns, or of another model.</exception>
    public static Dictionary<string, ForecastSeries> Read(Stream stream, SavedForecast saved)
    {
        using MemoryStream whole = new();
        stream.CopyTo(whole);
        whole.Position = 0;
        using BoundedReader input = new(whole);
        if (!input.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
        {
            throw new InvalidDataException(
                "This is not the state of a forecast engine. Pass data that Save wrote.");
        }
        if (input.BytesLeft < sizeof(uint) || input.ReadUInt32() != Version)
            throw Damaged($"its format is not version {Version}");
        (string[] columns, ulong identity, Dictionary<string, ForecastSeries> series) = ReadFrame(input, saved);
        if (!columns.SequenceEqual(saved.Columns.All))
        {
            throw new InvalidDataException($"The state belongs to a forecaster of the columns {Names(columns)}, but this one reads "
                + $"{Names([.. saved.Columns.All])}. Restore it with the forecaster that it was saved with.");
        }
        return identity == IdentityOf(saved) ? series : throw new InvalidDataException(
            "The state belongs to another model with the same columns. Restore it with the forecaster that it was saved with, "
            + "or pass the rows to Update again.");
    }

    private static (string[] Columns, ulong Identity, Dictionary<string, ForecastSeries> Series) ReadFrame(
        BoundedReader input, SavedForecast saved)
    {
        try
        {
            return ChecksummedFrame.Read(input, reader => ReadPayload(reader, saved), how => new FormatException(how));
        }
        catch (FormatException exception)
        {
            throw Damaged(exception.Message);
        }
    }

    private static (string[] Columns, ulong Identity, Dictionary<string, ForecastSeries> Series) ReadPayload(
        BoundedReader reader, SavedForecast saved)
    {
        string[] columns = NamesFormat.Read(reader);
        ulong identity = reader.ReadUInt64();
        Dictionary<string, ForecastSeries> series = [];
        if (identity != IdentityOf(saved)) // rows of another size, perhaps; nobody needs them
        {
            reader.BaseStream.Position = reader.BaseStream.Length;
            return (columns, identity, series);
        }
        int count = reader.ReadCount(bytesEach: 1 + sizeof(int), "series");
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            if (!series.TryAdd(name, ReadSeries(reader, saved)))
                throw new FormatException($"it has two series '{ErrorText.Short(name)}'");
        }
        return (columns, identity, series);
    }

    private static ForecastSeries ReadSeries(BoundedReader reader, SavedForecast saved)
    {
        int[] categories = new int[saved.Categories.Count];
        for (int i = 0; i < categories.Length; i++)
        {
            categories[i] = reader.ReadInt32();
            if (categories[i] < 0 || categories[i] > saved.Categories[i].Keys)
                throw new FormatException($"a series has the key {categories[i]}, but there are {saved.Categories[i].Keys}");
        }
        ForecastSeries series = new(saved.Spec, categories);
        float[] row = new float[saved.Spec.RowSize];
        int count = reader.ReadCount(row.Length * sizeof(float), "rows of a series");
        for (int i = 0; i < count; i++)
        {
            foreach (ref float value in row.AsSpan())
                value = reader.ReadSingle();
            series.Add(row);
        }
        return series;
    }

    private static ulong IdentityOf(SavedForecast saved)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        ForecastFormat.Write(writer, saved);
        writer.Flush();
        return XxHash3.HashToUInt64(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static string Names(IReadOnlyList<string> names) => ErrorText.List(names, name => $"'{name}'");

    private static InvalidDataException Damaged(string how) =>
        new($"The state of a forecast engine is damaged: {how}. Use an undamaged copy, or pass the rows to Update again.");
}
