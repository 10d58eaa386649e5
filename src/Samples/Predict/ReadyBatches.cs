using System.Collections.Concurrent;

namespace RnnTrainer.Samples;

/// <summary>Items in batches, none of which waits for an item that is not there yet: who writes one path gets its answer.</summary>
internal static class ReadyBatches
{
    /// <param name="items">The items; they are taken on another thread.</param>
    /// <param name="most">Items of a batch, at most.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It has been cancelled.</exception>
    public static IEnumerable<T[]> Of<T>(IEnumerable<T> items, int most, CancellationToken cancellation)
    {
        using BlockingCollection<T> ready = new(boundedCapacity: most);
        Task taking = Task.Run(() => Take(items, ready, cancellation), CancellationToken.None);
        while (ready.TryTake(out T? first, Timeout.Infinite, cancellation))
        {
            List<T> batch = [first];
            while (batch.Count < most && ready.TryTake(out T? next))
                batch.Add(next);
            yield return [.. batch];
        }
        taking.GetAwaiter().GetResult();
    }

    private static void Take<T>(IEnumerable<T> items, BlockingCollection<T> ready, CancellationToken cancellation)
    {
        try
        {
            foreach (T item in items)
                ready.Add(item, cancellation);
        }
        finally
        {
            ready.CompleteAdding();
        }
    }
}
