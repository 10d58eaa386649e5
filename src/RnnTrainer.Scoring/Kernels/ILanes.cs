namespace RnnTrainer.Kernels;

/// <summary>
/// One width of vector instructions, as the kernels see it. A kernel is written once over <typeparamref name="TVector"/>
/// and compiled by the runtime for each width, every operation becoming one instruction.
/// </summary>
internal unsafe interface ILanes<TVector> where TVector : struct
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the largest tile whose sums fit the registers of a machine with this width.</summary>
    static abstract int TileRows { get; }

    /// <summary>Vectors in a row of that tile.</summary>
    static abstract int TileVectors { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* destination);

    /// <summary>The same number in every lane.</summary>
    static abstract TVector All(float value);

    /// <summary>a·b + c, rounded once where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Add(TVector a, TVector b);

    /// <summary>The sum of all lanes, added by halves.</summary>
    static abstract float Sum(TVector a);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>In each lane x where a &gt; b, else y.</summary>
    static abstract TVector WhereGreater(TVector a, TVector b, TVector x, TVector y);

    /// <summary>In each lane, x where a is NaN, else y.</summary>
    static abstract TVector WhereNaN(TVector a, TVector x, TVector y);

    /// <summary>a clamped to -limit .. limit; NaN stays NaN.</summary>
    static abstract TVector Clamp(TVector a, float limit);
}
