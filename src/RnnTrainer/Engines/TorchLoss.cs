using RnnTrainer.Forecasting;
using RnnTrainer.Kernels;
using RnnTrainer.Tasks;
using static TorchSharp.torch;

namespace RnnTrainer.Engines;

/// <summary>The losses as libtorch defines them.</summary>
internal static class TorchLoss
{
    /// <summary>The loss against each target, its weight left out.</summary>
    /// <param name="loss">Which loss.</param>
    /// <param name="outputs">[targets, outputs].</param>
    /// <param name="targets">The numbers of the targets.</param>
    /// <returns>[targets].</returns>
    public static Tensor Of(RowLoss loss, Tensor outputs, IEnumerable<int> targets) => loss.Kind switch
    {
        LossKind.CrossEntropy => CrossEntropy((CrossEntropyLoss)loss, outputs, targets),
        LossKind.BinaryCrossEntropy => BinaryCrossEntropy((BinaryCrossEntropyLoss)loss, outputs, targets),
        LossKind.Squared => Errors((RegressionLoss)loss, outputs, targets).square().mean([1]),
        LossKind.Absolute => Errors((RegressionLoss)loss, outputs, targets).abs().mean([1]),
        LossKind.Huber => Huber((HuberLoss)loss, outputs, targets),
        LossKind.Quantiles => Pinball((QuantileLoss)loss, outputs, targets),
        LossKind.Forecast => Forecast((ForecastLoss)loss, outputs, targets),
    };

    private static Tensor CrossEntropy(CrossEntropyLoss loss, Tensor outputs, IEnumerable<int> targets)
    {
        Tensor classes = tensor([.. targets.Select(target => (long)loss.ClassOf(target))]).to(outputs.device); // [targets]
        return nn.functional.cross_entropy(outputs, classes, reduction: nn.Reduction.None, label_smoothing: loss.Smoothing);
    }

    private static Tensor BinaryCrossEntropy(BinaryCrossEntropyLoss loss, Tensor outputs, IEnumerable<int> targets)
    {
        float[] classes = [.. targets.Select(target => (float)loss.ClassOf(target))];
        Tensor answers = tensor(classes).to(outputs.device).mul(1 - loss.Smoothing).add(loss.Smoothing / 2); // [targets]
        return nn.functional.binary_cross_entropy_with_logits(outputs.squeeze(1), answers, reduction: nn.Reduction.None);
    }

    // δ may differ from output to output, which huber_loss does not know.
    private static Tensor Huber(HuberLoss loss, Tensor outputs, IEnumerable<int> targets)
    {
        Tensor bounds = tensor(PerOutput(outputs, loss.DeltaOf)).to(outputs.device); // [outputs]
        Tensor size = Errors(loss, outputs, targets).abs();
        return where(size.le(bounds), size.square().mul(0.5), bounds.mul(size.sub(bounds.mul(0.5)))).mean([1]);
    }

    private static Tensor Pinball(QuantileLoss loss, Tensor outputs, IEnumerable<int> targets)
    {
        Tensor levels = tensor(PerOutput(outputs, loss.LevelOf)).to(outputs.device); // [outputs]
        return Pinball(Errors(loss, outputs, targets), levels).mean([1]);
    }

    // The mean over the outputs whose numbers have a value.
    private static Tensor Forecast(ForecastLoss loss, Tensor outputs, IEnumerable<int> targets)
    {
        float[] wanted = [.. targets.SelectMany(target => WantedOf(loss, target, (int)outputs.shape[1]))];
        Tensor answers = tensor(wanted, outputs.shape).to(outputs.device), known = answers.isnan().logical_not(); // [targets, outputs]
        Tensor levels = tensor(PerOutput(outputs, loss.LevelOf)).to(outputs.device); // [outputs]
        Tensor errors = outputs - where(known, answers, outputs.detach());
        return Pinball(errors, levels).mul(known).sum([1]).div(known.sum([1]).clamp_min(1));
    }

    private static float[] WantedOf(ForecastLoss loss, int target, int outputs)
    {
        float[] wanted = new float[loss.Numbers];
        loss.ReadTargets(target, wanted);
        return [.. Enumerable.Range(0, outputs).Select(output => wanted[output / (outputs / wanted.Length)])];
    }

    private static Tensor Pinball(Tensor errors, Tensor levels) => maximum(errors.mul(1 - levels), errors.mul(-levels));

    // [targets, outputs].
    private static Tensor Errors(RegressionLoss loss, Tensor outputs, IEnumerable<int> targets)
    {
        float[] wanted = [.. targets.SelectMany(target => PerOutput(outputs, output => loss.Targets.Standardized(target, output)))];
        return outputs - tensor(wanted, outputs.shape).to(outputs.device);
    }

    private static float[] PerOutput(Tensor outputs, Func<int, float> of) => [.. Enumerable.Range(0, (int)outputs.shape[1]).Select(of)];
}
