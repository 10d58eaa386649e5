using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>A network trained on tagged sentences.</summary>
/// <param name="Recipe">What made it.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Model">Tags each word.</param>
/// <param name="Development">Its accuracy on the development sentences.</param>
/// <param name="Seconds">Wall time of <c>Fit</c>.</param>
/// <param name="View">Sentences as the recipe reads them.</param>
internal sealed record AtisRun(
    string Recipe, int Seed, ITransformer Model, double Development, double Seconds, Func<IReadOnlyList<TaggedSentence>, IDataView> View)
{
    /// <param name="ml">ML.NET's context.</param>
    /// <param name="recipe">Its title.</param>
    /// <param name="options">Of the trainer.</param>
    /// <param name="view">Sentences with <c>Tags</c>, and <c>Features</c> or <c>Words</c>.</param>
    /// <param name="areWords">Whether there are <c>Words</c>, which become keys.</param>
    /// <param name="train">Sentences to learn from.</param>
    /// <param name="development">Sentences to choose by.</param>
    public static AtisRun Train(MLContext ml, string recipe, RnnOptions options, Func<IReadOnlyList<TaggedSentence>, IDataView> view,
        bool areWords, IReadOnlyList<TaggedSentence> train, IReadOnlyList<TaggedSentence> development)
    {
        long start = Stopwatch.GetTimestamp();
        IEstimator<ITransformer> tagger = ml.Transforms.Conversion.MapValueToKey("Label", "Tags")
            .Append(ml.MulticlassClassification.Trainers.Rnn(options));
        if (areWords)
            tagger = ml.Transforms.Conversion.MapValueToKey("Features", "Words").Append(tagger);
        ITransformer model = tagger.Fit(view(train));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        AtisRun run = new(recipe, options.Seed!.Value, model, 0, seconds, view);
        run = run with { Development = run.Evaluate(ml, development).Accuracy };
        Console.Error.WriteLine(Invariant($"{recipe}, seed {run.Seed}: development accuracy {run.Development:0.0000} ({seconds:0.0} s)"));
        return run;
    }

    public RnnStepMetrics Evaluate(MLContext ml, IReadOnlyList<TaggedSentence> sentences) =>
        ml.MulticlassClassification.EvaluateSteps(Model.Transform(View(sentences)));

    /// <summary>The share of right tags among the words that are not known, and how many these are.</summary>
    public (double Accuracy, int Count) EvaluateUnknown(IReadOnlyList<TaggedSentence> sentences, IReadOnlySet<string> known)
    {
        IDataView scored = Model.Transform(View(sentences));
        bool[] areRight =
        [
            .. from row in sentences.Zip(scored.GetColumn<uint[]>("Label"), scored.GetColumn<uint[]>("PredictedLabel"))
               from word in row.First.Words.Zip(row.Second, row.Third)
               where !known.Contains(word.First)
               select word.Second == word.Third,
        ];
        return (areRight.Average(isRight => isRight ? 1.0 : 0), areRight.Length);
    }
}
