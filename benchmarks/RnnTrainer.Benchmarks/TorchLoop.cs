using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// The idiomatic training loop of a TorchSharp user, with everything in its favour: the data are one tensor already, a batch is
/// a view of it, and the loss is read every 500 steps only.
/// </summary>
internal sealed class TorchLoop : IDisposable
{
    /// <summary>Steps between two looks at the network.</summary>
    public const int ReportEvery = 500;

    private readonly float[] pixels;
    private readonly byte[] classes;
    private readonly Tensor images; // [count, time steps, input]
    private readonly Dictionary<string, Tensor> targets = []; // [count, ...] by the label's column
    private readonly Tensor? lengths; // [count]

    /// <param name="pixels">[count x time steps x input].</param>
    /// <param name="classes">[count].</param>
    /// <param name="lengths">[count]: the valid steps of each row; null: all are.</param>
    public TorchLoop(float[] pixels, byte[] classes, int[]? lengths = null)
    {
        (this.pixels, this.classes) = (pixels, classes);
        images = tensor(pixels, [classes.Length, Digits.TimeSteps, Digits.InputSize]);
        this.lengths = lengths is null ? null : tensor(Array.ConvertAll(lengths, steps => (long)steps));
    }

    /// <param name="network">The network to train.</param>
    /// <param name="job">Batch size and steps.</param>
    /// <param name="report">Told step (from 0) and loss, in the first step and then every <see cref="ReportEvery"/>.</param>
    /// <returns>The last batch's loss.</returns>
    public double Train(TorchNetwork network, TrainingJob job, Action<int, double>? report = null)
    {
        using Adam optimizer = optim.Adam(network.parameters(), TrainingJob.LearningRate);
        Tensor answers = TargetOf(job.Task);
        using DisposeScope whole = NewDisposeScope();
        Tensor[]? average = job.Averaging is null ? null : [.. network.parameters().Select(parameter => parameter.detach().clone())];
        network.train();
        long first = 0;
        double shownLoss = 0;
        for (int step = 0; step < job.Steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            long rows = Math.Min(job.BatchSize, images.shape[0] - first);
            Tensor input = images.narrow(0, first, rows), target = answers.narrow(0, first, rows);

            optimizer.zero_grad();
            Tensor loss = job.Task.Loss(network.call(input, lengths?.narrow(0, first, rows)), target);
            loss.backward();
            optimizer.step();
            if (average is not null)
                Average(average, network, job.Averaging!.Decay);

            first = (first + rows) % images.shape[0];
            bool isReported = step % ReportEvery == 0;
            if (isReported || step == job.Steps - 1)
                shownLoss = loss.item<float>();
            if (isReported)
                report?.Invoke(step, shownLoss);
        }
        return shownLoss;
    }

    /// <returns>Mean cross-entropy, and share of the digits told right.</returns>
    public (double Cost, double Accuracy) Evaluate(TorchNetwork network, int batchSize)
    {
        Tensor labels = TargetOf(DigitTask.Classes);
        using IDisposable inference = inference_mode();
        network.eval();
        double cost = 0;
        long correct = 0, count = images.shape[0];
        for (long first = 0; first < count; first += batchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            long rows = Math.Min(batchSize, count - first);
            Tensor target = labels.narrow(0, first, rows); // [rows]
            Tensor logits = network.call(images.narrow(0, first, rows), lengths?.narrow(0, first, rows)); // [rows, classes]
            cost += nn.functional.cross_entropy(logits, target, reduction: nn.Reduction.Sum).item<float>();
            correct += logits.argmax(1).eq(target).sum().item<long>();
        }
        network.train();
        return (cost / count, (double)correct / count);
    }

    public void Dispose()
    {
        images.Dispose();
        lengths?.Dispose();
        foreach (Tensor target in targets.Values)
            target.Dispose();
    }

    private static void Average(Tensor[] average, TorchNetwork network, float decay)
    {
        using IDisposable ungraded = no_grad();
        foreach ((Tensor mean, Tensor parameter) in average.Zip(network.parameters()))
            mean.lerp_(parameter, 1 - decay);
    }

    private Tensor TargetOf(DigitTask task)
    {
        if (!targets.TryGetValue(task.LabelColumnName, out Tensor? target))
            targets.Add(task.LabelColumnName, target = task.Target(pixels, classes));
        return target;
    }
}
