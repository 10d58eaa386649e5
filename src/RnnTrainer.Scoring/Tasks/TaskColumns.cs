using Microsoft.ML;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Tasks;

/// <summary>One half of a task: the columns that come out of a trained network. What teaches it is the other half, in RnnTrainer.</summary>
internal abstract class TaskColumns
{
    /// <summary>The columns of the task whose head this is.</summary>
    /// <param name="head">The network's head.</param>
    /// <param name="labelValues">What the labels' keys stand for, in an array of its own type; null: unknown, or they are no keys.</param>
    public static TaskColumns Of(HeadSpec head, Array? labelValues) => head.Kind switch
    {
        RnnHead.Softmax => new MulticlassColumns(head.Outputs, labelValues),
        RnnHead.Sigmoid => new BinaryColumns(),
        RnnHead.Linear => new RegressionColumns(),
        RnnHead.LinearVector => new RegressionVectorColumns("MultiOutputRegression", head.Outputs, slotNames: null),
        RnnHead.Quantiles => new RegressionVectorColumns("QuantileRegression", head.Outputs, QuantileLevels.SlotNames(head.Levels!)),
    };

    /// <summary>The columns added to rows of a schema.</summary>
    public abstract IReadOnlyList<OutputColumn> AddedTo(DataViewSchema schema);
}
