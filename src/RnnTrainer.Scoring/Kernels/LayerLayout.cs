using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>Sizes of one recurrent layer in one direction, and how its arrays are padded for one vector width.</summary>
/// <remarks>
/// A row of state holds [x(t); 1; h(t-1)] side by side, with h on a cache line, so that a time step is one product with
/// the weights [input + 1 + hidden, gates], the bias among them. A row of gates holds a block of whole vectors for each gate.
/// </remarks>
internal sealed class LayerLayout
{
    public LayerLayout(LayerSpec spec, int inputSize, int lanes)
    {
        Cell = spec.Cell;
        Activation = spec.Activation;
        Form = spec.Form;
        Directions = spec.Directions;
        InputSize = inputSize;
        HiddenSize = spec.Size;
        HiddenColumns = Padding.RoundUp(HiddenSize, lanes);
        HiddenStride = Padding.Stride(HiddenColumns);
        GateStride = Padding.Stride(HiddenColumns * Form.Blocks);
        HiddenOffset = Padding.RoundUp(inputSize + 1, Padding.LineFloats);
        StateStride = Padding.Stride(HiddenOffset + HiddenColumns);
        InputColumns = Padding.RoundUp(inputSize, lanes);
        InputStride = Padding.Stride(InputColumns);
    }

    public RnnCell Cell { get; }

    public RnnActivation Activation { get; }

    public CellForm Form { get; }

    public int Directions { get; }

    public int InputSize { get; }

    public int HiddenSize { get; }

    public IReadOnlyList<GateProduct> Products => Form.Products;

    /// <summary>Gates, as PyTorch counts them.</summary>
    public int Gates => Form.Gates;

    /// <summary>Hidden size in whole vectors: the width of a gate.</summary>
    public int HiddenColumns { get; }

    /// <summary>Floats from one row of hidden units to the next.</summary>
    public int HiddenStride { get; }

    /// <summary>Input size in whole vectors.</summary>
    public int InputColumns { get; }

    /// <summary>Floats from one row of inputs to the next, where they stand alone.</summary>
    public int InputStride { get; }

    /// <summary>Floats from one row of gates to the next.</summary>
    public int GateStride { get; }

    /// <summary>Where a cell's own state begins in a row of gates: it is the last block.</summary>
    public int CellStateOffset => (Form.Blocks - 1) * HiddenColumns;

    /// <summary>Floats from one row of state to the next.</summary>
    public int StateStride { get; }

    /// <summary>Where h begins in a row of state; the 1 stands just before it.</summary>
    public int HiddenOffset { get; }

    /// <summary>Where x begins in a row of state.</summary>
    public int InputOffset => HiddenOffset - 1 - InputSize;

    /// <summary>Where the stretch of a product begins in a row of state.</summary>
    public int OffsetOf(GateProduct product) => product.FromInput ? InputOffset : HiddenOffset - 1;

    /// <summary>The length of a product's stretch.</summary>
    public int InputsOf(GateProduct product) => (product.FromInput ? InputSize : 0) + 1 + (product.FromHidden ? HiddenSize : 0);

    /// <summary>The length of a product's stretch in the first step, when h is zero.</summary>
    public int FirstInputsOf(GateProduct product) => (product.FromInput ? InputSize : 0) + 1;

    /// <summary>Columns of a product's result.</summary>
    public int ColumnsOf(GateProduct product) => product.Gates * HiddenColumns;

    /// <summary>Floats from one row of a product's weights to the next.</summary>
    public int WeightStrideOf(GateProduct product) => Padding.Stride(ColumnsOf(product));
}
