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
}
