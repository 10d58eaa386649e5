using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Tasks;

/// <summary>
/// The columns of a multiclass trainer, with the annotations that ML.NET's own trainers give them: PredictedLabel
/// (Key&lt;UInt32, classes&gt;) and Score (Vector&lt;Single, classes&gt;, probabilities).
/// </summary>
/// <param name="classes">Classes told apart.</param>
/// <param name="labelValues">The value of each class, or null.</param>
internal sealed class MulticlassColumns(int classes, Array? labelValues) : TaskColumns
{
    public const string PredictedLabel = "PredictedLabel", Score = "Score";

    public override string StepScoreKind => "SequenceClassification";

    public override IReadOnlyList<OutputColumn> AddedTo(DataViewSchema schema, int? timeSteps)
    {
        ScoreColumnSet set = new(schema, "MulticlassClassification");
        DataViewSchema.Annotations.Builder label = new(), score = new();
        if (labelValues is not null)
        {
            KeyAnnotations.Add(label, "KeyValues", labelValues);
            if (labelValues is string[])
                KeyAnnotations.Add(score, SlotNames.Kind, labelValues);
            KeyAnnotations.Add(score, "TrainingLabelValues", labelValues);
        }
        set.Annotate(label, PredictedLabel);
        set.Annotate(score, Score);
        KeyDataViewType key = new(typeof(uint), classes);
        VectorDataViewType probabilities = new(NumberDataViewType.Single, classes);
        return
        [
            OutputColumn.Of<uint>(new(PredictedLabel, key, label.ToAnnotations()), GetPredictedKey),
            OutputColumn.OfVector<float>(new(Score, probabilities, score.ToAnnotations()), OutputColumn.Copy),
        ];
    }

    /// <summary>The key, from 1, of the first of the largest probabilities; 0, missing, when none is a number.</summary>
    public static uint PredictedKey(ReadOnlySpan<float> probabilities)
    {
        int best = -1;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!float.IsNaN(probabilities[i]) && (best < 0 || probabilities[i] > probabilities[best]))
                best = i;
        }
        return (uint)(best + 1);
    }

    private static void GetPredictedKey(ReadOnlySpan<float> probabilities, ref uint value) => value = PredictedKey(probabilities);
}
