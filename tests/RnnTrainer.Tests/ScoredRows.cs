using System.Globalization;

namespace RnnTrainer.Tests;

/// <summary>What scoring added to rows, whatever the task, as numbers.</summary>
internal static class ScoredRows
{
    /// <summary>
    /// The numbers of each row: the values of Score, then Probability where there is one, of each step one after the other; of forecasts
    /// all quantiles.
    /// </summary>
    public static float[][] Numbers(this IDataView scored)
    {
        if (scored.Schema.GetColumnOrNull("Quantiles") is not null)
            return [.. scored.GetColumn<float[]>("Quantiles")];
        float[][] scores = scored.Schema["Score"].Type is VectorDataViewType ? [.. scored.GetColumn<float[]>("Score")]
            : [.. scored.GetColumn<float>("Score").Select(score => new[] { score })];
        if (scored.Schema.GetColumnOrNull("Probability") is null)
            return scores;
        float[][] probabilities = scored.Schema["Probability"].Type is VectorDataViewType ? [.. scored.GetColumn<float[]>("Probability")]
            : [.. scored.GetColumn<float>("Probability").Select(probability => new[] { probability })];
        return [.. scores.Zip(probabilities, (row, ofRow) => row.Concat(ofRow).ToArray())];
    }

    /// <summary>
    /// The prediction of each row, or of each of its steps, as ONNX gives it: the class from 0, -1 where it is missing, or 1 for true;
    /// null: there is none.
    /// </summary>
    public static long[][]? Predictions(this IDataView scored) => scored.Schema.GetColumnOrNull("PredictedLabel")?.Type switch
    {
        null => null,
        KeyDataViewType => [.. scored.GetColumn<uint>("PredictedLabel").Select(key => new[] { (long)key - 1 })],
        BooleanDataViewType => [.. scored.GetColumn<bool>("PredictedLabel").Select(answer => new[] { answer ? 1L : 0 })],
        VectorDataViewType { ItemType: KeyDataViewType } =>
            [.. scored.GetColumn<uint[]>("PredictedLabel").Select(keys => keys.Select(key => (long)key - 1).ToArray())],
        VectorDataViewType { ItemType: BooleanDataViewType } =>
            [.. scored.GetColumn<bool[]>("PredictedLabel").Select(answers => answers.Select(answer => answer ? 1L : 0).ToArray())],
        var type => throw new NotSupportedException($"PredictedLabel is {type}."),
    };

    /// <summary>The bits of all numbers, row after row, as the program ModelLoader prints them.</summary>
    public static string Bits(this IEnumerable<float[]> rows) => string.Join(' ', rows.SelectMany(row => row)
        .Select(number => BitConverter.SingleToUInt32Bits(number).ToString("x8", CultureInfo.InvariantCulture)));

    /// <summary>What gives a single row its scores, through ML.NET's prediction engine.</summary>
    public static Func<TRow, float[]> OneByOne<TRow>(MLContext ml, ITransformer model) where TRow : class
    {
        if (model.GetOutputSchema(ml.Data.LoadFromEnumerable<TRow>([]).Schema)["Score"].Type is VectorDataViewType)
        {
            PredictionEngine<TRow, ManyScores> engine = ml.Model.CreatePredictionEngine<TRow, ManyScores>(model);
            return row => engine.Predict(row).Score;
        }
        PredictionEngine<TRow, OneScore> single = ml.Model.CreatePredictionEngine<TRow, OneScore>(model);
        return row => [single.Predict(row).Score];
    }

    private sealed class OneScore
    {
        public float Score { get; set; }
    }

    private sealed class ManyScores
    {
        public float[] Score { get; set; } = [];
    }
}
