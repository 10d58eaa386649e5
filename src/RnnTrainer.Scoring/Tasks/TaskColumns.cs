using Microsoft.ML;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Tasks;

/// <summary>One half of a task: the columns that come out of a trained network. What teaches it is the other half, in RnnTrainer.</summary>
internal abstract class TaskColumns
{
    /// <summary>The columns of the task that a network is for.</summary>
    /// <param name="network">The network.</param>
    /// <param name="labelValues">What the labels' keys stand for, in an array of its own type; null: unknown, or they are not keys.</param>
    public static TaskColumns Of(NetworkSpec network, Array? labelValues)
    {
        TaskColumns ofOne = network.Head.Kind switch
        {
            RnnHead.Softmax => new MulticlassColumns(network.Head.Outputs, labelValues),
            RnnHead.Sigmoid => new BinaryColumns(),
            RnnHead.Linear => new RegressionColumns(),
            RnnHead.LinearVector => new RegressionVectorColumns("MultiOutputRegression", [network.Head.Outputs], slotNames: null),
            RnnHead.Quantiles => OfQuantiles(network.Head.Numbers, network.Head.Levels!),
        };
        return network.HasStepOutputs ? new StepColumns(ofOne, network.Head.Outputs) : ofOne;
    }

    // The names repeat from number to number.
    private static RegressionVectorColumns OfQuantiles(int numbers, ValueList<float> levels) =>
        new("QuantileRegression", numbers == 1 ? [levels.Count] : [numbers, levels.Count],
            [.. Enumerable.Repeat(QuantileLevels.SlotNames(levels), numbers).SelectMany(names => names)]);

    /// <summary>ML.NET's name of the task with a label for each step.</summary>
    public abstract string StepScoreKind { get; }

    /// <summary>The columns added to rows of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="timeSteps">Steps that the schema's vectors have room for; null: it differs from row to row.</param>
    public abstract IReadOnlyList<OutputColumn> AddedTo(DataViewSchema schema, int? timeSteps);
}
