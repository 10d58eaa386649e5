extern alias samples;

using samples::RnnTrainer.Samples;

namespace RnnTrainer.Tests.Samples;

/// <summary>
/// A run that fails leaves no thread inside libtorch: the process would crash in its exit, after the right error message.
/// </summary>
[TestClass]
public sealed class TorchScoringTests
{
    [TestMethod]
    public async Task DisposingWaitsForTheScoringUnderWay()
    {
        MLContext ml = new(1);
        RnnTransformer network = new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml));
        using ManualResetEventSlim begun = new(), released = new();
        TorchScoring scoring = new(network, ml.Data.LoadFromEnumerable(Rows()));
        begun.Wait();

        Task disposing = Task.Run(scoring.Dispose);

        Assert.AreNotSame(disposing, await Task.WhenAny(disposing, Task.Delay(300)));
        released.Set();
        await disposing;

        IEnumerable<ToySequences.Row> Rows()
        {
            begun.Set();
            released.Wait();
            foreach (ToySequences.Row row in ToySequences.Rows(5))
                yield return row;
        }
    }

    [TestMethod]
    public void DisposingDoesNotReportAFailureAgain()
    {
        MLContext ml = new(1);
        RnnTransformer network = new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml));
        using TorchScoring scoring = new(network, ml.Data.LoadFromEnumerable(Enumerable.Repeat(0, 5).Select(Row)));

        static ToySequences.Row Row(int _) => throw new IOException();
    }
}
