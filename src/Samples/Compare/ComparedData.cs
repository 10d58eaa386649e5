using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>The rows of a comparison: columns <c>Features</c> and <c>Label</c>, prepared once, in memory.</summary>
/// <param name="Train">Rows that each trainer learns from.</param>
/// <param name="Test">Rows that each is tested on.</param>
/// <param name="AllRows">Training rows that there are.</param>
/// <param name="TrainingRows">How many of them <paramref name="Train"/> has.</param>
/// <param name="TestRows">How many <paramref name="Test"/> has.</param>
/// <param name="Remarks">What there is to say of the rows.</param>
internal sealed record ComparedData(
    IDataView Train, IDataView Test, long AllRows, long TrainingRows, long TestRows, IReadOnlyList<string> Remarks)
{
    /// <summary>Reads them.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="digits">Where they come from.</param>
    /// <param name="wanted">How many training rows to take, evenly spaced over all.</param>
    /// <exception cref="InvalidDataException">There is nothing to test on.</exception>
    public static ComparedData Read(MLContext ml, DigitData digits, long wanted)
    {
        long all = DigitData.Count(digits.Train);
        IDataView some = EvenRows.Take(ml, digits.Train, all, wanted);
        EstimatorChain<ITransformer> preparation = DigitPipeline.Preparation(ml, digits);
        IDataView train = NetworkPipeline.Prepare(ml, preparation, digits.Train, some);
        IDataView test = NetworkPipeline.Prepare(ml, preparation, digits.Train, digits.Test);
        return new(train, test, all, CountInMemory(train), CountInMemory(test), digits.CheckTest(test));
    }

    // Reading every row fills the cache.
    private static long CountInMemory(IDataView view) => view.GetColumn<float[]>("Features").LongCount();
}
