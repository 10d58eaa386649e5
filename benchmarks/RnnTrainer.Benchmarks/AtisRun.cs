using System.Diagnostics;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>A network trained on tagged sentences.</summary>
/// <param name="Recipe">What made it.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Model">Tags each word.</param>
/// <param name="Development">Its accuracy on the development sentences.</param>
/// <param name="Seconds">Wall time of <c>Fit</c>.</param>
internal sealed record AtisRun(string Recipe, int Seed, ITransformer Model, double Development, double Seconds)
{
    public static AtisRun Train(MLContext ml, string recipe, RnnOptions options, WordFeatures features,
        IReadOnlyList<TaggedSentence> train, IReadOnlyList<TaggedSentence> development)
    {
        long start = Stopwatch.GetTimestamp();
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label", "Tags")
            .Append(ml.MulticlassClassification.Trainers.Rnn(options)).Fit(features.View(ml, train));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        AtisRun run = new(recipe, options.Seed!.Value, model, 0, seconds);
        run = run with { Development = run.Evaluate(ml, features.View(ml, development)).Accuracy };
        Console.Error.WriteLine(Invariant($"{recipe}, seed {run.Seed}: development accuracy {run.Development:0.0000} ({seconds:0.0} s)"));
        return run;
    }

    public RnnStepMetrics Evaluate(MLContext ml, IDataView sentences) =>
        ml.MulticlassClassification.EvaluateSteps(Model.Transform(sentences));
}
