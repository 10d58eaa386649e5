using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>One trainer's turn in a comparison.</summary>
internal static class ComparedRun
{
    /// <summary>Fits, tests, times and saves. What fails is a result too.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="budget">What it is given.</param>
    /// <param name="train">Columns <c>Features</c> and <c>Label</c>, in memory.</param>
    /// <param name="test">The same columns of other rows, in memory.</param>
    /// <exception cref="OperationCanceledException">A network's training was cancelled; ML.NET's own trainers cannot be.</exception>
    public static ComparedResult Make(ComparedTrainer trainer, ComparedBudget budget, IDataView train, IDataView test)
    {
        ComparedResult result = new() { Trainer = trainer.Name, Settings = trainer.Settings };
        try
        {
            return Measure(result, trainer, budget, train, test);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Exception cause = exception.GetBaseException();
            bool isUnavailable = cause is DllNotFoundException or BadImageFormatException or RnnNativeBackendException;
            string message = cause.Message.ReplaceLineEndings(" ");
            return result with
            {
                IsUnavailable = isUnavailable,
                Failure = isUnavailable ? $"its native library cannot be loaded: {message}" : message
            };
        }
    }

    private static ComparedResult Measure(ComparedResult result, ComparedTrainer trainer, ComparedBudget budget, IDataView train,
        IDataView test)
    {
        // A context of its own, so that its random numbers do not depend on the trainers before it.
        MLContext ml = new(budget.Seed);
        Stopwatch fitting = Stopwatch.StartNew();
        ITransformer fitted = trainer.Create(ml, budget).Fit(train);
        fitting.Stop();

        IDataView scored = fitted.Transform(test);
        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(scored);
        Stopwatch scoring = Stopwatch.StartNew();
        long rows = scored.GetColumn<float[]>("Score").LongCount();
        scoring.Stop();

        using MemoryStream saved = new();
        ml.Model.Save(fitted, train.Schema, saved);
        return result with
        {
            Accuracy = metrics.MicroAccuracy,
            LogLoss = metrics.LogLoss,
            FitSeconds = fitting.Elapsed.TotalSeconds,
            RowsPerSecond = rows / scoring.Elapsed.TotalSeconds,
            ModelBytes = saved.Length,
        };
    }
}
