using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Samples;

/// <summary>
/// The test digits scored by TorchSharp on another thread. To be disposed whatever happens: libtorch destroys its global state when the
/// process exits, and a thread that is still inside it then crashes. libtorch is loaded only now, while this thread evaluates and saves:
/// reading and training keep all cores busy.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="digits">The digits, column <c>Features</c>.</param>
internal sealed class TorchScoring(RnnTransformer network, IDataView digits) : IDisposable
{
    private const int Block = 1000; // digits

    private readonly Task<float[]> scores = Task.Run(() => Score(network, digits));

    /// <summary>Compares the probabilities with the library's, once TorchSharp has them.</summary>
    /// <param name="predictions">The library's, of the same digits.</param>
    public TorchCheck CompareWith(IReadOnlyList<RowPrediction> predictions)
    {
        try
        {
            return TorchCheck.Of(scores.GetAwaiter().GetResult(), predictions);
        }
        catch (RnnNativeBackendException exception)
        {
            return new(null, exception.Message);
        }
    }

    /// <summary>Waits until no thread is inside libtorch; what failed there is not reported again.</summary>
    public void Dispose() => Task.WaitAny(scores);

    // The probabilities, [digits x classes].
    private static float[] Score(RnnTransformer network, IDataView digits)
    {
        using nn.Module<Tensor, Tensor> module = network.ToTorchModule();
        using IDisposable noGradients = no_grad();
        set_num_threads(1); // the other threads have the metrics to compute
        List<float> probabilities = [];
        foreach (float[][] block in digits.GetColumn<float[]>("Features").Chunk(Block))
        {
            using DisposeScope scope = NewDisposeScope();
            float[] pixels = new float[block.Sum(digit => digit.Length)];
            for (int i = 0, end = 0; i < block.Length; end += block[i++].Length)
                block[i].CopyTo(pixels, end);
            Tensor input = tensor(pixels).view(block.Length, -1, network.Model.InputSize); // [digits, rows, pixels in a row]
            probabilities.AddRange(nn.functional.softmax(module.call(input), dim: 1).data<float>());
        }
        return [.. probabilities];
    }
}
