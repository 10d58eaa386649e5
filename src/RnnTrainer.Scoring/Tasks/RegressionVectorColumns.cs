using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Tasks;

/// <summary>The column of a regression with several outputs: Score (Vector&lt;Single, dimensions&gt;).</summary>
/// <param name="kind">ML.NET's name of the task.</param>
/// <param name="dimensions">Numbers of a row, or numbers and the levels of each one's quantiles.</param>
/// <param name="slotNames">Their names, or null.</param>
internal sealed class RegressionVectorColumns(string kind, int[] dimensions, string[]? slotNames) : TaskColumns
{
    public override string StepScoreKind => kind;

    public override IReadOnlyList<OutputColumn> AddedTo(DataViewSchema schema, int? timeSteps)
    {
        DataViewSchema.Annotations.Builder score = new();
        if (slotNames is not null)
            KeyAnnotations.Add(score, SlotNames.Kind, slotNames);
        new ScoreColumnSet(schema, kind).Annotate(score, RegressionColumns.Score);
        VectorDataViewType numbers = new(NumberDataViewType.Single, dimensions);
        return [OutputColumn.OfVector<float>(new(RegressionColumns.Score, numbers, score.ToAnnotations()), OutputColumn.Copy)];
    }
}
