using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Tasks;

/// <summary>The column of a regression trainer, with the annotations that ML.NET's own trainers give it: Score (Single).</summary>
internal sealed class RegressionColumns : TaskColumns
{
    public const string Score = "Score";

    public override string StepScoreKind => "MultiOutputRegression";

    public override IReadOnlyList<OutputColumn> AddedTo(DataViewSchema schema, int? timeSteps)
    {
        DataViewSchema.Annotations.Builder score = new();
        new ScoreColumnSet(schema, "Regression").Annotate(score, Score);
        return [OutputColumn.Of<float>(new(Score, NumberDataViewType.Single, score.ToAnnotations()), GetScore)];
    }

    private static void GetScore(ReadOnlySpan<float> outputs, ref float value) => value = outputs[0];
}
