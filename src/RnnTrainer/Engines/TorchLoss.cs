using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Tasks;
using static TorchSharp.torch;

namespace RnnTrainer.Engines;

/// <summary>The losses as libtorch defines them.</summary>
internal static class TorchLoss
{
    /// <summary>The loss of each row, its weight left out.</summary>
    /// <param name="loss">Which loss.</param>
    /// <param name="outputs">[rows, outputs].</param>
    /// <param name="batch">The rows.</param>
    /// <returns>[rows].</returns>
    public static Tensor OfRows(RowLoss loss, Tensor outputs, Batch batch) => loss.Kind switch
    {
        LossKind.CrossEntropy => CrossEntropy((CrossEntropyLoss)loss, outputs, batch),
        LossKind.BinaryCrossEntropy => BinaryCrossEntropy((BinaryCrossEntropyLoss)loss, outputs, batch),
        LossKind.Squared => Errors((RegressionLoss)loss, outputs, batch).square().mean([1]),
        LossKind.Absolute => Errors((RegressionLoss)loss, outputs, batch).abs().mean([1]),
        LossKind.Huber => Huber((HuberLoss)loss, outputs, batch),
        LossKind.Quantiles => Pinball((QuantileLoss)loss, outputs, batch),
    };

    private static Tensor CrossEntropy(CrossEntropyLoss loss, Tensor outputs, Batch batch)
    {
        long[] classes = [.. Enumerable.Range(0, batch.Count).Select(i => (long)loss.ClassOf(batch.Row(i)))];
        Tensor targets = tensor(classes).to(outputs.device); // [rows]
        return nn.functional.cross_entropy(outputs, targets, reduction: nn.Reduction.None, label_smoothing: loss.Smoothing);
    }

    private static Tensor BinaryCrossEntropy(BinaryCrossEntropyLoss loss, Tensor outputs, Batch batch)
    {
        float[] answers = [.. Enumerable.Range(0, batch.Count).Select(i => (float)loss.ClassOf(batch.Row(i)))];
        Tensor targets = tensor(answers).to(outputs.device).mul(1 - loss.Smoothing).add(loss.Smoothing / 2); // [rows]
        return nn.functional.binary_cross_entropy_with_logits(outputs.squeeze(1), targets, reduction: nn.Reduction.None);
    }

    // δ may differ from output to output, which huber_loss does not know.
    private static Tensor Huber(HuberLoss loss, Tensor outputs, Batch batch)
    {
        Tensor bounds = tensor(PerOutput(outputs, loss.DeltaOf)).to(outputs.device); // [outputs]
        Tensor size = Errors(loss, outputs, batch).abs();
        return where(size.le(bounds), size.square().mul(0.5), bounds.mul(size.sub(bounds.mul(0.5)))).mean([1]);
    }

    private static Tensor Pinball(QuantileLoss loss, Tensor outputs, Batch batch)
    {
        Tensor levels = tensor(PerOutput(outputs, output => loss.Levels[output])).to(outputs.device); // [outputs]
        Tensor errors = Errors(loss, outputs, batch);
        return maximum(errors.mul(1 - levels), errors.mul(-levels)).mean([1]);
    }

    // [rows, outputs].
    private static Tensor Errors(RegressionLoss loss, Tensor outputs, Batch batch)
    {
        float[] targets = [.. Enumerable.Range(0, batch.Count)
            .SelectMany(i => PerOutput(outputs, output => loss.Targets.Standardised(batch.Row(i), output)))];
        return outputs - tensor(targets, outputs.shape).to(outputs.device);
    }

    private static float[] PerOutput(Tensor outputs, Func<int, float> of) => [.. Enumerable.Range(0, (int)outputs.shape[1]).Select(of)];
}
