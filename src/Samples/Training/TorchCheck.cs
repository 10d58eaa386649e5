using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Samples;

/// <summary>
/// What TorchSharp says of the test digits, given the network's weights: it defines what a network computes, so the library's own
/// code, which trained and scores, must say the same.
/// </summary>
/// <param name="LargestDifference">Between two probabilities of a digit; null where TorchSharp does not load.</param>
/// <param name="WhyNot">Why it does not load; null where it does.</param>
internal sealed record TorchCheck(double? LargestDifference, string? WhyNot)
{
    /// <summary>How much a probability may differ: the rounding of 28 steps in single precision.</summary>
    public const double Tolerance = 1e-5;

    private const int Block = 1000; // digits

    /// <summary>What the check found, in a line.</summary>
    public string Line => WhyNot is not null ? $"Not compared with TorchSharp: {WhyNot}"
        : FormattableString.Invariant(
            $"TorchSharp with the same weights gives every digit the same probabilities, to within {LargestDifference:0.0e-0}.");

    /// <summary>Insists on what was found.</summary>
    /// <exception cref="TrainingFailedException">A probability differs by more than it may.</exception>
    public void Require()
    {
        if (LargestDifference is { } difference && !(difference <= Tolerance))
        {
            throw new TrainingFailedException(FormattableString.Invariant(
                $"TorchSharp with the same weights gives other probabilities, by up to {difference:0.0e-0}; {Tolerance:0e-0} is allowed."));
        }
    }

    /// <summary>Loads TorchSharp on another thread; whoever needs it waits for it, or is told what went wrong.</summary>
    public static void Prepare() => Task.Run(RnnTorchExport.LoadNativeBackend);

    /// <summary>Scores digits in TorchSharp, on another thread.</summary>
    /// <param name="network">The network.</param>
    /// <param name="digits">The digits, column <c>Features</c>.</param>
    /// <returns>The probabilities, [digits x classes].</returns>
    public static Task<float[]> Score(RnnTransformer network, IDataView digits) => Task.Run(() =>
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
        return probabilities.ToArray();
    });

    /// <summary>Compares what TorchSharp says with what the library says.</summary>
    /// <param name="torch">The probabilities from <see cref="Score"/>.</param>
    /// <param name="predictions">The library's, of the same digits.</param>
    public static TorchCheck Of(Task<float[]> torch, DigitPrediction[] predictions)
    {
        try
        {
            float[] expected = torch.GetAwaiter().GetResult(), actual = [.. predictions.SelectMany(prediction => prediction.Score)];
            return new(expected.Zip(actual, (one, other) => Math.Abs((double)one - other)).Max(), null);
        }
        catch (RnnNativeBackendException exception)
        {
            return new(null, exception.Message);
        }
    }
}
