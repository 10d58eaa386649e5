using RnnTrainer.Network;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>What a network's head becomes in ONNX: outputs that are those columns which scoring adds, in the same order.</summary>
internal abstract class OnnxHead
{
    /// <summary>The outputs of a head.</summary>
    public static OnnxHead Of(HeadSpec head) => head.Kind switch
    {
        RnnHead.Softmax => new OnnxSoftmaxHead(head.Outputs),
        RnnHead.Sigmoid => new OnnxSigmoidHead(),
        RnnHead.Linear => new OnnxLinearHead(null),
        RnnHead.LinearVector => new OnnxLinearHead(head.Outputs),
        RnnHead.Quantiles => new OnnxQuantilesHead(head.Numbers, head.Levels!),
    };

    /// <summary>What comes out, in the order of the columns.</summary>
    public abstract IReadOnlyList<OnnxOutput> Outputs { get; }

    /// <summary>Adds the operators that make the outputs of the linear layer's.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="linear">Name of the linear layer's outputs, float [rows, outputs], or of each step [rows, time steps, outputs].</param>
    /// <returns>
    /// Names of the values of <see cref="Outputs"/>, in their order; in place of the outputs each has its size, or 1 of a single one.
    /// </returns>
    public abstract IReadOnlyList<string> Apply(OnnxGraph graph, string linear);
}
