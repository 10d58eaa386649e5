namespace RnnTrainer.Data;

/// <summary>Replaces tokens by key 0, so that its row of the table is learned: <see cref="RnnOptions.TokenDropout"/>.</summary>
/// <param name="share">The share of the tokens.</param>
/// <param name="seed">Seed of the run.</param>
/// <param name="purpose">The number of its stream of random numbers.</param>
internal sealed class TokenDropper(float share, int seed, uint purpose) : SequenceChange
{
    public override void Apply(Span<float> sequence, int inputSize, long step, int place)
    {
        RandomStream random = new(seed, purpose, step, place);
        foreach (ref float token in sequence)
        {
            if (random.NextDouble() < share)
                token = 0;
        }
    }
}
