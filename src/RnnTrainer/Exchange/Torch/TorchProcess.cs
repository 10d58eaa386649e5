using static TorchSharp.torch;

namespace RnnTrainer.Exchange.Torch;

/// <summary>
/// libtorch's random generator and thread count, which are the process's, lent to one piece of work: another waits until they are
/// put back as they were. To be disposed on the thread that borrowed them.
/// </summary>
internal sealed class TorchProcess : IDisposable
{
    private static readonly Lock Turn = new();

    private readonly int threadsBefore = get_num_threads();
    private readonly Tensor generatorBefore = random.get_rng_state().DetachFromDisposeScope();

    private TorchProcess()
    {
    }

    /// <summary>Waits for its turn.</summary>
    /// <param name="threads">Threads to use; null: as many as there are.</param>
    /// <param name="seed">Seed of the random numbers; null: they go on.</param>
    public static TorchProcess Borrow(int? threads = null, ulong? seed = null)
    {
        Turn.Enter();
        try
        {
            TorchProcess lent = new();
            if (threads is { } count)
                set_num_threads(count);
            if (seed is { } given)
                Seed(given);
            return lent;
        }
        catch
        {
            Turn.Exit();
            throw;
        }
    }

    public void Dispose()
    {
        random.set_rng_state(generatorBefore);
        generatorBefore.Dispose();
        set_num_threads(threadsBefore);
        Turn.Exit();
    }

    private static void Seed(ulong seed)
    {
        using Generator generator = new(seed);
        using Tensor state = generator.get_state();
        random.set_rng_state(state);
    }
}
