using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Tasks;

/// <summary>A column with a value for each step.</summary>
/// <param name="ofOne">The column of one step.</param>
/// <param name="outputs">Outputs of the head at each step.</param>
/// <param name="timeSteps">Steps that each row has room for; null: as many as it has.</param>
/// <param name="scoreKind">ML.NET's name of the task with a label for each step.</param>
internal abstract class StepOutputColumn(DataViewSchema.DetachedColumn ofOne, int outputs, int? timeSteps, string scoreKind)
    : OutputColumn(new(ofOne.Name, TypeOf(ofOne.Type, timeSteps), AnnotationsOf(ofOne.Annotations, scoreKind)))
{
    private readonly float[] missing = [.. Enumerable.Repeat(float.NaN, outputs)];

    public override OutputColumn OfSteps(int outputs, int? timeSteps, string scoreKind) => this;

    /// <summary>Steps of a row's values.</summary>
    protected int Steps(ReadOnlySpan<float> ofRow) => timeSteps ?? ofRow.Length / outputs;

    /// <summary>The outputs of one step: beyond the sequence they are not numbers.</summary>
    protected ReadOnlySpan<float> OfStep(ReadOnlySpan<float> ofRow, int step) =>
        step * outputs < ofRow.Length ? ofRow.Slice(step * outputs, outputs) : missing;

    private static VectorDataViewType TypeOf(DataViewType ofOne, int? timeSteps) => ofOne is VectorDataViewType vector
        ? new(vector.ItemType, (int[])[timeSteps ?? 0, .. vector.Dimensions])
        : new((PrimitiveDataViewType)ofOne, timeSteps ?? 0);

    // Names of one step's slots are not those of all.
    private static DataViewSchema.Annotations AnnotationsOf(DataViewSchema.Annotations ofOne, string scoreKind)
    {
        DataViewSchema.Annotations.Builder builder = new();
        builder.Add(ofOne, kind => kind is not (ScoreColumnSet.ColumnKind or SlotNames.Kind));
        ScoreColumnSet.AnnotateKind(builder, scoreKind);
        return builder.ToAnnotations();
    }
}
