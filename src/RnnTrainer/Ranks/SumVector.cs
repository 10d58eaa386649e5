using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RnnTrainer.Ranks;

/// <summary>
/// Numbers of single precision, then some of double precision, that are added element by element: what ranks send each other as one
/// message, whole or in ranges.
/// </summary>
internal sealed class SumVector
{
    // Ranges begin at cache lines, so that none cuts a number of double precision.
    private const int Line = 16, SinglesOfDouble = sizeof(double) / sizeof(float);

    private float[] values = [];
    private int singles;
    private int doublesAt; // the first element of those of double precision, each of which is two

    /// <summary>Elements of four bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The numbers of single precision.</summary>
    public Span<float> Singles => values.AsSpan(0, singles);

    /// <summary>The numbers of double precision.</summary>
    public Span<double> Doubles => MemoryMarshal.Cast<float, double>(values.AsSpan(doublesAt, Length - doublesAt));

    /// <summary>All of it, as it travels.</summary>
    public Span<byte> Bytes => BytesOf(0, Length);

    /// <summary>Makes room; the numbers are whatever was there.</summary>
    /// <param name="singles">Numbers of single precision.</param>
    /// <param name="doubles">Numbers of double precision.</param>
    public void Begin(int singles, int doubles)
    {
        this.singles = singles;
        doublesAt = checked(singles + Line - 1) / Line * Line;
        Length = checked(doublesAt + SinglesOfDouble * doubles);
        if (values.Length < Length)
            values = new float[Length];
    }

    /// <summary>Where the second half of a range begins.</summary>
    public static int Cut(int lo, int hi) => lo + (hi - lo) / 2 / Line * Line;

    /// <summary>The elements lo to hi - 1, as they travel.</summary>
    public Span<byte> BytesOf(int lo, int hi) => MemoryMarshal.AsBytes(values.AsSpan(lo..hi));

    /// <summary>Adds elements of another vector of the same form. a + b has the same bits as b + a.</summary>
    /// <param name="lo">The first of them: 0, or what <see cref="Cut"/> gave.</param>
    /// <param name="hi">The first after them.</param>
    /// <param name="others">What to add, [hi - lo].</param>
    public void Add(int lo, int hi, ReadOnlySpan<float> others)
    {
        int ofSingles = Math.Clamp(doublesAt - lo, 0, hi - lo);
        Span<float> own = values.AsSpan(lo..hi);
        TensorPrimitives.Add(own[..ofSingles], others[..ofSingles], own);
        Span<double> ownDoubles = MemoryMarshal.Cast<float, double>(own[ofSingles..]);
        TensorPrimitives.Add(ownDoubles, MemoryMarshal.Cast<float, double>(others[ofSingles..]), ownDoubles);
    }

    /// <summary>Adds another vector of the same form.</summary>
    public void Add(SumVector other) => Add(0, Length, other.values.AsSpan(0, Length));
}
