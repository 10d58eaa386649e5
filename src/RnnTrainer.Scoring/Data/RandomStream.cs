using System.Numerics;

namespace RnnTrainer.Data;

/// <summary>
/// A reproducible stream of random numbers: xoshiro256** (Blackman and Vigna 2018), seeded through SplitMix64. The same
/// seed and purpose give the same numbers on every platform and version.
/// </summary>
internal sealed class RandomStream
{
    private ulong s0, s1, s2, s3;

    /// <param name="seed">Seed of the run.</param>
    /// <param name="purpose">Tells streams of one run apart, so that a change to one leaves the others as they are.</param>
    public RandomStream(int seed, uint purpose) : this(Key(seed, purpose))
    {
    }

    /// <summary>One of many short streams of one run and purpose: the numbers for one place of one step.</summary>
    public RandomStream(int seed, uint purpose, long step, int place)
        : this(Mix(Mix(Key(seed, purpose)) ^ (ulong)step) ^ (uint)place)
    {
    }

    /// <summary>One that begins where a number of another one says.</summary>
    public RandomStream(ulong state)
    {
        s0 = SplitMix64(ref state);
        s1 = SplitMix64(ref state);
        s2 = SplitMix64(ref state);
        s3 = SplitMix64(ref state);
    }

    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        ulong t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1ul << 53));

    /// <summary>Uniform in [-<paramref name="limit"/>, <paramref name="limit"/>).</summary>
    public float NextUniform(double limit) => (float)((2 * NextDouble() - 1) * limit);

    /// <summary>Standard normal (Box and Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>
    /// Adds normal numbers of mean 0 and this standard deviation, two from each pair of uniform ones (Box and Muller 1958).
    /// </summary>
    public void AddNormal(Span<float> values, double deviation)
    {
        for (int i = 0; i < values.Length; i += 2)
        {
            double radius = deviation * Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * NextDouble());
            values[i] += (float)(radius * cosine);
            if (i + 1 < values.Length)
                values[i + 1] += (float)(radius * sine);
        }
    }

    /// <summary>Uniform in 0 .. <paramref name="bound"/> - 1, without bias (Lemire 2019).</summary>
    public int NextBelow(int bound)
    {
        ulong product = (ulong)(uint)(NextUInt64() >> 32) * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            uint threshold = (uint)-bound % (uint)bound;
            while ((uint)product < threshold)
                product = (ulong)(uint)(NextUInt64() >> 32) * (uint)bound;
        }
        return (int)(product >> 32);
    }

    /// <summary>Puts <paramref name="items"/> into a random order, each equally likely (Fisher and Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Key(int seed, uint purpose) => ((ulong)purpose << 32) | (uint)seed;

    private static ulong Mix(ulong value) => SplitMix64(ref value);

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
