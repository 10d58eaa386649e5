using RnnTrainer.Network;

namespace RnnTrainer;

/// <summary>
/// The weights of a Keras recurrent layer, in the order of <c>get_weights()</c>: <c>SimpleRNN</c>, <c>LSTM</c> (gates i, f, c, o) or
/// <c>GRU</c> (gates z, r, h), recognized by the shape of the recurrent kernel. Immutable: the arrays are copied.
/// </summary>
/// <example>
/// <code>
/// RnnKerasLayer lstm = new(new float[3, 4 * 8], new float[8, 4 * 8], new float[4 * 8]);     // 3 inputs, 8 units: get_weights()
/// RnnTransformer network = RnnTransformer.FromKeras(ml, [lstm], denseKernel: new float[8, 2], denseBias: new float[2]);
/// </code>
/// </example>
public sealed class RnnKerasLayer
{
    private readonly float[,]? biases; // [1 or 2, gates x units]

    /// <summary>Creates a layer without bias (<c>use_bias=False</c>).</summary>
    /// <param name="kernel">[inputs, gates x units].</param>
    /// <param name="recurrentKernel">[units, gates x units].</param>
    /// <exception cref="ArgumentException">The shapes do not match any layer, or a number is not finite.</exception>
    public RnnKerasLayer(float[,] kernel, float[,] recurrentKernel) : this(kernel, recurrentKernel, (float[,]?)null, isPair: false)
    {
    }

    /// <summary>Creates a <c>SimpleRNN</c> or <c>LSTM</c>.</summary>
    /// <param name="kernel">[inputs, gates x units].</param>
    /// <param name="recurrentKernel">[units, gates x units].</param>
    /// <param name="bias">[gates x units].</param>
    /// <exception cref="ArgumentException">
    /// The shapes do not match such a layer, or a number is not finite. A <c>GRU</c> with one bias was made with <c>reset_after=False</c>,
    /// a cell that this library does not support.
    /// </exception>
    public RnnKerasLayer(float[,] kernel, float[,] recurrentKernel, float[] bias)
        : this(kernel, recurrentKernel, AsRow(bias, nameof(bias)), isPair: false)
    {
    }

    /// <summary>Creates a <c>GRU</c> with <c>reset_after=True</c>, Keras's default.</summary>
    /// <param name="kernel">[inputs, 3 x units].</param>
    /// <param name="recurrentKernel">[units, 3 x units].</param>
    /// <param name="biases">[2, 3 x units]: the input bias, then the recurrent bias.</param>
    /// <exception cref="ArgumentException">The shapes do not match such a layer, or a number is not finite.</exception>
    public RnnKerasLayer(float[,] kernel, float[,] recurrentKernel, float[,] biases)
        : this(kernel, recurrentKernel, biases ?? throw new ArgumentNullException(nameof(biases)), isPair: true)
    {
    }

    private RnnKerasLayer(float[,] kernel, float[,] recurrentKernel, float[,]? biases, bool isPair)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentNullException.ThrowIfNull(recurrentKernel);
        string biasName = isPair ? nameof(biases) : "bias"; // as the public constructors call it
        Units = recurrentKernel.GetLength(0);
        int width = recurrentKernel.GetLength(1);
        Cell = CellForm.CellOf(width, Units) ?? throw new ArgumentException(
            $"The recurrent kernel is {Shape(recurrentKernel)}; wanted: {Wanted}.", nameof(recurrentKernel));
        if (kernel.GetLength(0) == 0 || kernel.GetLength(1) != width)
            throw new ArgumentException($"The kernel is {Shape(kernel)}; wanted beside a recurrent kernel {Shape(recurrentKernel)}: "
                + $"[inputs, {width}].", nameof(kernel));
        if (biases is not null && Cell != RnnCell.Rnn && !isPair && biases.Length == 2 * width)
        {
            (string cudnn, string keras) = Cell == RnnCell.Gru ? ("CuDNNGRU", "GRU(reset_after=True)") : ("CuDNNLSTM", "LSTM");
            throw new ArgumentException(
                $"The bias has {biases.Length} values, two for each gate and unit: a {cudnn}'s, which stores its kernels transposed. "
                + $"Load its file into keras.layers.{keras}, which converts them, and give the get_weights() of that.", biasName);
        }
        if (biases is not null && Cell == RnnCell.Gru && !isPair)
        {
            throw new ArgumentException(
                $"The GRU has one bias, [{biases.Length}], as Keras gives it with reset_after=False: "
                + "r is then applied before the recurrent product, which this library's GRU (as PyTorch's) cannot express. "
                + $"Train with reset_after=True, Keras's default, whose bias is [2, {width}].", biasName);
        }
        bool wantsPair = CellForm.Of(Cell).HasRecurrentBias;
        string wanted = wantsPair ? $"[2, {width}]" : $"[{width}]";
        if (biases is not null && (biases.GetLength(0) != (isPair ? 2 : 1) || biases.GetLength(1) != width || isPair && !wantsPair))
            throw new ArgumentException(
                $"The bias is {(isPair ? Shape(biases) : $"[{biases.Length}]")}; wanted for {Cell}: {wanted}.", biasName);
        Kernel = Copy(kernel, nameof(kernel));
        RecurrentKernel = Copy(recurrentKernel, nameof(recurrentKernel));
        this.biases = biases is null ? null : Copy(biases, biasName);
    }

    /// <summary>Gets the cell, as determined by the shapes.</summary>
    public RnnCell Cell { get; }

    /// <summary>Gets the number of inputs at each step.</summary>
    public int InputSize => Kernel.GetLength(0);

    /// <summary>Gets the number of units, per direction.</summary>
    public int Units { get; }

    /// <summary>
    /// The backward layer's weights, if the layer is wrapped in <c>Bidirectional</c> with <c>merge_mode="concat"</c>, Keras's default (its
    /// <c>get_weights()</c> returns the forward weights, then the backward ones). Default <see langword="null"/>: the layer reads forward
    /// only.
    /// </summary>
    /// <exception cref="ArgumentException">The backward layer has another cell or size, or a backward layer itself.</exception>
    public RnnKerasLayer? Backward
    {
        get;
        init => field = value is null || (value.Cell, value.InputSize, value.Units, value.Backward) == (Cell, InputSize, Units, null)
            ? value
            : throw new ArgumentException(
                $"The backward layer is {value}; wanted, as forward: {this}, and none within it.", nameof(Backward));
    }

    /// <summary>Returns a description of cell and sizes.</summary>
    public override string ToString() => $"{Cell} of {Units} units on {InputSize} inputs{(Backward is null ? "" : ", both directions")}";

    internal float[,] Kernel { get; }

    internal float[,] RecurrentKernel { get; }

    /// <summary>One row of biases, [1, gates x units]; zero where there is none. Row 1 is the recurrent one.</summary>
    internal float[,] Bias(int row)
    {
        float[,] bias = new float[1, RecurrentKernel.GetLength(1)];
        for (int column = 0; biases is not null && column < bias.Length; column++)
            bias[0, column] = biases[row, column];
        return bias;
    }

    private static string Wanted => string.Join(" or ",
        Enum.GetValues<RnnCell>().Select(CellForm.Of).OrderBy(form => form.Gates)
            .Select(form => $"[units, {form.Gates} x units] ({form.Names.Keras})"));

    /// <exception cref="ArgumentException">A number is not finite.</exception>
    internal static float[,] Copy(float[,] values, string name)
    {
        for (int i = 0; i < values.GetLength(0); i++)
        {
            for (int j = 0; j < values.GetLength(1); j++)
            {
                if (!float.IsFinite(values[i, j]))
                    throw new ArgumentException($"{name}[{i}, {j}] is {values[i, j]}; weights must be finite.", name);
            }
        }
        return (float[,])values.Clone();
    }

    internal static float[,] AsRow(float[] values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        float[,] row = new float[1, values.Length];
        for (int i = 0; i < values.Length; i++)
            row[0, i] = values[i];
        return row;
    }

    internal static string Shape(float[,] values) => $"[{values.GetLength(0)}, {values.GetLength(1)}]";
}
