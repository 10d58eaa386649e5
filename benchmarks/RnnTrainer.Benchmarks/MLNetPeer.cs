using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>The network as an ML.NET transformer, in the ways that ML.NET offers to get scores.</summary>
internal sealed class MLNetPeer : IDisposable
{
    private const string Column = "Score";

    private readonly RnnTransformer network;
    private readonly IDataView digits;
    private readonly PredictionEngine<DigitInput, DigitOutput> engine;
    private readonly DigitInput[] inputs;
    private readonly float[] scores;

    /// <param name="ml">ML.NET's context.</param>
    /// <param name="network">The network.</param>
    /// <param name="digits">What it scores.</param>
    /// <param name="scores">Where probabilities go, [count, classes].</param>
    public MLNetPeer(MLContext ml, RnnTransformer network, Digits digits, float[] scores)
    {
        this.network = network;
        this.digits = digits.View;
        this.scores = scores;
        engine = ml.Model.CreatePredictionEngine<DigitInput, DigitOutput>(network);
        inputs = [.. digits.Pixels.Chunk(Digits.TimeSteps * Digits.InputSize).Select(pixels => new DigitInput { Features = pixels })];
    }

    /// <summary>Reads the scores with one cursor.</summary>
    public void OneCursor()
    {
        IDataView scored = network.Transform(digits);
        DataViewSchema.Column column = scored.Schema[Column];
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        Read(cursor, column);
    }

    /// <summary>Reads the scores with a set of cursors, each on a thread of its own.</summary>
    public void CursorSet(int threads)
    {
        IDataView scored = network.Transform(digits);
        DataViewSchema.Column column = scored.Schema[Column];
        DataViewRowCursor[] cursors = scored.GetRowCursorSet([column], threads);
        try
        {
            Parallel.ForEach(cursors, new ParallelOptions { MaxDegreeOfParallelism = threads }, cursor => Read(cursor, column));
        }
        finally
        {
            foreach (DataViewRowCursor cursor in cursors)
                cursor.Dispose();
        }
    }

    /// <summary>Scores one digit after the other, as a service gets them.</summary>
    public void Predict()
    {
        DigitOutput output = new();
        for (int row = 0; row < inputs.Length; row++)
        {
            engine.Predict(inputs[row], ref output);
            output.Score.CopyTo(ScoresFrom(row));
        }
    }

    public void Dispose() => engine.Dispose();

    private void Read(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        // Cursors of a set share the rows out; a row's id in a cached view is its place.
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        ValueGetter<VBuffer<float>> getScore = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> score = default;
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            getId(ref id);
            getScore(ref score);
            score.GetValues().CopyTo(ScoresFrom((int)id.Low));
        }
    }

    private Span<float> ScoresFrom(int row) => scores.AsSpan(row * Digits.ClassCount);

    private sealed class DigitInput
    {
        [VectorType(Digits.TimeSteps, Digits.InputSize)]
        public float[] Features { get; set; } = [];
    }

    private sealed class DigitOutput
    {
        public float[] Score { get; set; } = [];
    }
}
