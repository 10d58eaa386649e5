using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Benchmarks;

/// <summary>The network as a TorchSharp module, in inference mode, its data one tensor already.</summary>
internal sealed class TorchPeer(nn.Module<Tensor, Tensor> module, float[] pixels, float[] scores) : IDisposable
{
    private readonly int count = scores.Length / Digits.ClassCount;
    private readonly Tensor images = tensor(pixels, [scores.Length / Digits.ClassCount, Digits.TimeSteps, Digits.InputSize]);

    /// <summary>Scoring all rows, with each number of threads and each batch size.</summary>
    public IEnumerable<Peer> AllRows(IEnumerable<int> batchSizes) =>
        from threads in ThreadCounts.All
        from batchSize in batchSizes
        select new Peer(ScoringPeers.Torch, ThreadCounts.Show(threads, batchSize), count, () => Run(batchSize))
        {
            TorchThreads = threads,
        };

    /// <summary>Scores the rows, batch by batch.</summary>
    public void Run(int batchSize)
    {
        using IDisposable inference = inference_mode();
        for (int row = 0; row < count; row += batchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = module.call(images.narrow(0, row, Math.Min(batchSize, count - row)));
            logits.softmax(1).data<float>().CopyTo(scores.AsSpan(row * Digits.ClassCount)); // [batch, classes]
        }
    }

    public void Dispose()
    {
        images.Dispose();
        module.Dispose();
    }
}
