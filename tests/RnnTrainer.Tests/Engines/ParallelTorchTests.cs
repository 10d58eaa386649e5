using TorchSharp;

namespace RnnTrainer.Tests.Engines;

/// <summary>
/// libtorch's random generator and thread count are the process's; fits at the same time do not disturb them, or one another.
/// </summary>
[TestClass]
public sealed class ParallelTorchTests
{
    private static readonly RnnOptions Options =
        ToySequences.Options with { Engine = RnnEngine.Torch, Dropout = 0.3f, Layers = 2, Epochs = 5 };

    [TestMethod]
    public void ParallelFitsWithDropoutEqualSoloFitsAndLeaveTheProcessAlone()
    {
        float[][] solo = [.. Enumerable.Range(0, 4).Select(Fit)];
        int threads = torch.get_num_threads();
        try
        {
            torch.set_num_threads(2);
            torch.manual_seed(7);
            byte[] before = State();
            for (int round = 0; round < 3; round++)
            {
                float[][] together = new float[solo.Length][];
                Thread[] fits = [.. Enumerable.Range(0, solo.Length).Select(seed => new Thread(() => together[seed] = Fit(seed)))];
                foreach (Thread fit in fits)
                    fit.Start();
                foreach (Thread fit in fits)
                    fit.Join();
                for (int seed = 0; seed < solo.Length; seed++)
                    CollectionAssert.AreEqual(solo[seed], together[seed], $"seed {seed}");
            }
            CollectionAssert.AreEqual(before, State());
            Assert.AreEqual(2, torch.get_num_threads());
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    private static float[] Fit(int seed)
    {
        MLContext ml = new();
        return new RnnEstimator(ml, Options with { Seed = seed }).Fit(ToySequences.Data(ml)).Model.Parameters.ToArray();
    }

    private static byte[] State()
    {
        using torch.Tensor state = torch.random.get_rng_state();
        return [.. state.bytes];
    }
}
