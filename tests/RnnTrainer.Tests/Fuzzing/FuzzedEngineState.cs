using RnnTrainer.Files;
using RnnTrainer.Tests.Forecasting;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>States of forecast engines, each restored and forecast from: magic, version and a checksummed frame.</summary>
internal sealed class FuzzedEngineState : FuzzedFormat
{
    private const int HeadLength = 12; // magic, version

    public FuzzedEngineState() => Originals = [Saved([]), Saved(RandomForecast.Rows(7, 2))];

    public override string Name => "forecast engine's state";

    public override IReadOnlyList<byte[]> Originals { get; }

    public override bool IsChecksummed => true;

    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        byte[][] payloads = [.. Originals.Select(ContentOf)];
        byte[] forged = mutator.Mutate(ContentOf(original), payloads);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(original.AsSpan(0, HeadLength));
        ChecksummedFrame.Write(writer, inner => inner.Write(forged));
        return stream.ToArray();
    }

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        RnnForecastEngine<ForecastRow> engine = Engine();
        engine.Restore(new MemoryStream(input));
        saved = Save(engine);
        foreach (string series in engine.Series)
            engine.Forecast(series);
        return ContentOf(saved);
    }

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException;

    private static byte[] ContentOf(byte[] state) => state[(HeadLength + sizeof(int))..^sizeof(ulong)];

    private static byte[] Saved(ForecastRow[] rows)
    {
        RnnForecastEngine<ForecastRow> engine = Engine();
        foreach (ForecastRow row in rows)
            engine.Update(row);
        return Save(engine);
    }

    private static byte[] Save(RnnForecastEngine<ForecastRow> engine)
    {
        using MemoryStream state = new();
        engine.Save(state);
        return state.ToArray();
    }

    private static RnnForecastEngine<ForecastRow> Engine() => new RnnForecastTransformer(RandomForecast.Ml, RandomForecast.OfStores)
        .CreateForecastEngine<ForecastRow>(RandomForecast.Ml);
}
