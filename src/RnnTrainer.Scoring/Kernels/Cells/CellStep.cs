namespace RnnTrainer.Kernels;

/// <summary>Where the numbers of one step of a layer in one direction lie. A row of each holds blocks of whole vectors.</summary>
internal readonly unsafe struct CellStep
{
    public int Rows { get; init; }

    /// <summary>Width of a block, whole vectors.</summary>
    public int Columns { get; init; }

    /// <summary>[rows, blocks]: the gates' sums; after the way forward what the cell keeps, after the way back their gradients.</summary>
    public float* Gates { get; init; }

    /// <summary>The gates of the step before; null in the first step.</summary>
    public float* PreviousGates { get; init; }

    /// <summary>Floats from one row of gates to the next.</summary>
    public nint GateStride { get; init; }

    /// <summary>h(t-1), [rows, columns].</summary>
    public float* Last { get; init; }

    /// <summary>h(t), [rows, columns].</summary>
    public float* Hidden { get; init; }

    /// <summary>Floats from one row of h to the next.</summary>
    public nint HiddenStride { get; init; }

    /// <summary>The gradient by h(t), [rows, columns].</summary>
    public float* StateGradient { get; init; }

    /// <summary>The gradient by a second state, [rows, columns].</summary>
    public float* CellGradient { get; init; }

    /// <summary>Floats from one row of a gradient by states to the next.</summary>
    public nint GradientStride { get; init; }
}
