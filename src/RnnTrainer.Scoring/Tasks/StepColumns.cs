using Microsoft.ML;

namespace RnnTrainer.Tasks;

/// <summary>A task's columns, with a value for each step in place of one for the sequence.</summary>
/// <param name="ofOne">The columns of outputs that come once.</param>
/// <param name="outputs">Outputs of the head at each step.</param>
internal sealed class StepColumns(TaskColumns ofOne, int outputs) : TaskColumns
{
    public override string StepScoreKind => ofOne.StepScoreKind;

    public override IReadOnlyList<OutputColumn> AddedTo(DataViewSchema schema, int? timeSteps) =>
        [.. ofOne.AddedTo(schema, timeSteps).Select(column => column.OfSteps(outputs, timeSteps, StepScoreKind))];
}
