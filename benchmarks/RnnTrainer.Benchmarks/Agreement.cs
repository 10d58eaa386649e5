namespace RnnTrainer.Benchmarks;

/// <summary>Whether peers that score the same digits say the same.</summary>
internal static class Agreement
{
    // Each computes in single precision, and rounds in another order.
    private const float Tolerance = 1e-5f;

    /// <summary>Runs every peer, which warms it up, and compares what they say with what the first one says.</summary>
    /// <param name="peers">The peers.</param>
    /// <param name="scores">Where they all leave their probabilities, [count, classes].</param>
    /// <exception cref="InvalidOperationException">Two peers disagree.</exception>
    public static void Check(IReadOnlyList<Peer> peers, float[] scores)
    {
        float[] expected = [];
        foreach (Peer peer in peers)
        {
            Array.Clear(scores);
            Contest.Run("Warm-up", [peer], 1);
            if (peer == peers[0])
                expected = [.. scores];
            for (int i = 0; i < scores.Length; i++)
            {
                if (!(Math.Abs(scores[i] - expected[i]) <= Tolerance))
                {
                    throw new InvalidOperationException(
                        $"The peer '{peer.Name}' ({peer.Setting}) gives test digit {i / Digits.ClassCount} a probability of {scores[i]} "
                        + $"for class {i % Digits.ClassCount}, where '{peers[0].Name}' gives {expected[i]}: they do not do the same work.");
                }
            }
        }
    }
}
