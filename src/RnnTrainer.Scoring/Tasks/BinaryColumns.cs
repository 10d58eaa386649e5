using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>
/// The columns of a binary trainer, with the annotations that ML.NET's own trainers give them: PredictedLabel (Boolean), Score
/// (Single, the logit) and Probability (Single, that of true).
/// </summary>
internal sealed class BinaryColumns : TaskColumns
{
    public const string PredictedLabel = "PredictedLabel", Score = "Score", Probability = "Probability";

    public override string StepScoreKind => "SequenceClassification";

    public override IReadOnlyList<OutputColumn> AddedTo(DataViewSchema schema, int? timeSteps)
    {
        ScoreColumnSet set = new(schema, "BinaryClassification");
        DataViewSchema.Annotations.Builder label = new(), score = new(), probability = new();
        set.Annotate(label, PredictedLabel);
        set.Annotate(score, Score);
        set.Annotate(probability, Probability);
        probability.Add("IsNormalized", BooleanDataViewType.Instance, (ref bool value) => value = true);
        return
        [
            OutputColumn.Of<bool>(new(PredictedLabel, BooleanDataViewType.Instance, label.ToAnnotations()), GetPredicted),
            OutputColumn.Of<float>(new(Score, NumberDataViewType.Single, score.ToAnnotations()), GetScore),
            OutputColumn.Of<float>(new(Probability, NumberDataViewType.Single, probability.ToAnnotations()), GetProbability),
        ];
    }

    /// <summary>Whether a logit says yes; one that is not a number does not.</summary>
    public static bool IsPositive(float logit) => logit > 0;

    private static void GetPredicted(ReadOnlySpan<float> outputs, ref bool value) => value = IsPositive(outputs[0]);

    private static void GetScore(ReadOnlySpan<float> outputs, ref float value) => value = outputs[0];

    private static void GetProbability(ReadOnlySpan<float> outputs, ref float value) => value = (float)Logistic.Of(outputs[0]);
}
