using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace RnnTrainer.Tests.Ranks;

/// <summary>Runs of every kind, small, whose result must not depend on the number of ranks and threads.</summary>
internal static class ManyNetworks
{
    private const int Count = 220;

    // Batches of several parts, the last one smaller.
    private static readonly RnnOptions Options = ToySequences.Options with { BatchSize = 90, Epochs = 2, ValidationFraction = 0.1f };

    /// <summary>Trains each of them.</summary>
    /// <param name="threads">Threads that train.</param>
    /// <param name="distributed">How ranks share the work, or null.</param>
    /// <returns>A line for each: its name, and a hash of weights and history.</returns>
    public static IEnumerable<string> Train(int threads, RnnMpi? distributed)
    {
        MLContext ml = new();
        RnnOptions options = Options with { Threads = threads, Distributed = distributed };
        IDataView classes = ToySequences.Data(ml, Count);
        yield return Line("SimpleRNN", new RnnEstimator(ml, options).Fit(classes));
        yield return Line("GRU", new RnnEstimator(ml, options with { Cell = RnnCell.Gru, Normalization = RnnNormalization.MeanVariance })
            .Fit(classes));
        yield return Line("LSTM with dropout", new RnnEstimator(ml, options with
        {
            Cell = RnnCell.Lstm,
            Dropout = 0.3f,
            RecurrentDropout = 0.1f,
            Augmentation = new() { TimeShift = 1, Noise = 0.1f },
            WeightAveraging = new RnnEma(),
        }).Fit(classes));
        yield return Line("two layers", new RnnEstimator(ml, options with { Layers = 2, Bidirectional = true, HiddenSize = 40 })
            .Fit(classes));
        yield return Line("ragged", new RnnEstimator(ml, options with { InputSize = 3, Cell = RnnCell.Gru }).Fit(Ragged(ml)));
        yield return Line("tokens", new RnnEstimator(ml, options with { Cell = RnnCell.Gru, EmbeddingSize = 6, TokenDropout = 0.2f })
            .Fit(TokenRows.Data(ml, Count)));
        yield return Line("regression", new RnnRegressionEstimator(ml, options).Fit(ToySequences.NumberData(ml, Count)));
        foreach (var fold in ml.MulticlassClassification.CrossValidate(classes, new RnnEstimator(ml, options), numberOfFolds: 2, seed: 1))
            yield return Line($"fold {fold.Fold}", (RnnTransformer)fold.Model);
        if (distributed?.Shards is not null)
            yield break; // which forecasts do not have
        yield return Line("forecast", new RnnForecastEstimator(ml, new RnnForecastOptions
        {
            Horizon = 4,
            WindowSize = 24,
            SeasonLength = 4,
            CalibrateQuantiles = true,
            Training = RnnOptions.Forecast with
            {
                HiddenSize = 6,
                Epochs = null,
                Steps = 30,
                ValidationFraction = 0.3f,
                Seed = 1,
                Threads = threads,
                Distributed = distributed
            },
        }).Fit(Series(ml)));
    }

    private static IDataView Ragged(MLContext ml) => RaggedSequences.Data(ml, [.. RaggedSequences.Rows(Count).Select((row, i) =>
        new RaggedSequences.Row { Features = row.Features[..((1 + i % ToySequences.TimeSteps) * ToySequences.InputSize)],
            Name = row.Name })]);

    private static IDataView Series(MLContext ml) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(hour =>
        new Reading { Value = 10 + hour % 4 + MathF.Sin(hour * 0.3f) }));

    private static string Line(string name, RnnTransformer model) => Line(name, model.Model, model.History);

    private static string Line(string name, RnnForecastTransformer model) => Line(name, model.Network, model.History);

    private static string Line(string name, RnnModel model, IReadOnlyList<RnnEpoch> history)
    {
        XxHash3 hash = new();
        foreach (string parameter in model.ParameterNames)
            hash.Append(MemoryMarshal.AsBytes(model.GetParameter(parameter)));
        hash.Append(MemoryMarshal.AsBytes<double>([.. history.SelectMany(epoch => epoch.Metrics.Values.Append(epoch.GradientNorm))]));
        return $"{name}: {hash.GetCurrentHashAsUInt64():x16}";
    }

    private sealed class Reading
    {
        public float Value { get; set; }
    }
}
