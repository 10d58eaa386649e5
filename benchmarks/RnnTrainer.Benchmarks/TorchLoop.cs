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
    private const int ReportEvery = 500;

    private readonly Tensor images; // [count, time steps, input]
    private readonly Tensor labels; // [count]

    public TorchLoop(Digits digits)
    {
        images = tensor(digits.Pixels, [digits.Count, Digits.TimeSteps, Digits.InputSize]);
        labels = tensor(Array.ConvertAll(digits.Classes, c => (long)c));
    }

    /// <returns>The last batch's loss.</returns>
    public double Train(TrainingJob job)
    {
        using TorchClassifier network = new(job.HiddenSize);
        using Adam optimizer = optim.Adam(network.parameters(), TrainingJob.LearningRate);
        using CrossEntropyLoss criterion = nn.CrossEntropyLoss();
        network.train();
        long first = 0;
        double shownLoss = 0;
        for (int step = 0; step < job.Steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            long rows = Math.Min(job.BatchSize, images.shape[0] - first);
            Tensor input = images.narrow(0, first, rows), target = labels.narrow(0, first, rows);
            first = (first + rows) % images.shape[0];

            optimizer.zero_grad();
            Tensor loss = criterion.call(network.call(input), target);
            loss.backward();
            optimizer.step();

            if (step % ReportEvery == 0 || step == job.Steps - 1)
                shownLoss = loss.item<float>();
        }
        return shownLoss;
    }

    public void Dispose()
    {
        images.Dispose();
        labels.Dispose();
    }
}
