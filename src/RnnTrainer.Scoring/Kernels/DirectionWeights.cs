using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>The weights of one layer in one direction, as the kernels read them.</summary>
internal sealed class DirectionWeights : PartWeights
{
    private readonly LayerLayout layout;
    private readonly DirectionPlaces places;

    /// <param name="layout">The layer.</param>
    /// <param name="places">Where its parameters lie in the flat vector.</param>
    /// <param name="backHidden">Whether a gradient flows back to the states.</param>
    /// <param name="backInput">Whether a gradient flows back to the inputs.</param>
    public DirectionWeights(LayerLayout layout, DirectionPlaces places, bool backHidden, bool backInput)
    {
        this.layout = layout;
        this.places = places;
        Forward = [.. layout.Products.Select(product =>
            new AlignedBuffer(checked(layout.InputsOf(product) * layout.WeightStrideOf(product))))];
        BackHidden = new(backHidden ? checked(layout.Gates * layout.HiddenSize * layout.HiddenStride) : 0);
        BackInput = new(backInput ? checked(layout.Gates * layout.HiddenSize * layout.InputStride) : 0);
    }

    /// <summary>For each product, [inputs, columns]: from a row of state to gates.</summary>
    public override IReadOnlyList<AlignedBuffer> Forward { get; }

    /// <summary>[gates x hidden, hidden]: from each gate back to the state it came from.</summary>
    public AlignedBuffer BackHidden { get; }

    /// <summary>[gates x hidden, input]: from each gate back to the input it came from.</summary>
    public AlignedBuffer BackInput { get; }

    private bool HasRecurrentBias => layout.Form.HasRecurrentBias;

    public override void Pack(ReadOnlySpan<float> parameters)
    {
        int hidden = layout.HiddenSize, inputs = layout.InputSize;
        ReadOnlySpan<float> inputWeights = parameters[places.InputWeights], recurrentWeights = parameters[places.RecurrentWeights];
        ReadOnlySpan<float> bias = parameters[places.InputBias], recurrentBias = parameters[places.RecurrentBias];
        for (int p = 0; p < Forward.Count; p++)
        {
            GateProduct product = layout.Products[p];
            int stride = layout.WeightStrideOf(product);
            for (int g = 0; g < product.Gates; g++)
            {
                int first = (product.FirstGate + g) * hidden;
                Span<float> rows = Forward[p].Span[(g * layout.HiddenColumns)..];
                if (product.FromInput)
                {
                    Transpose.Copy(inputWeights[(first * inputs)..], inputs, rows, stride, hidden, inputs);
                    rows = rows[(inputs * stride)..];
                }
                BiasOf(product, bias.Slice(first, hidden), HasRecurrentBias ? recurrentBias.Slice(first, hidden) : default, rows);
                if (product.FromHidden)
                    Transpose.Copy(recurrentWeights[(first * hidden)..], hidden, rows[stride..], stride, hidden, hidden);
            }
        }
        CopyRows(recurrentWeights, hidden, BackHidden.Span, layout.HiddenStride);
        CopyRows(inputWeights, inputs, BackInput.Span, layout.InputStride);
    }

    public override void Unpack(IReadOnlyList<AlignedBuffer> gradients, Span<float> destination)
    {
        int hidden = layout.HiddenSize, inputs = layout.InputSize;
        for (int p = 0; p < gradients.Count; p++)
        {
            GateProduct product = layout.Products[p];
            int stride = layout.WeightStrideOf(product);
            for (int g = 0; g < product.Gates; g++)
            {
                int first = (product.FirstGate + g) * hidden;
                ReadOnlySpan<float> rows = gradients[p].Span[(g * layout.HiddenColumns)..];
                if (product.FromInput)
                {
                    Transpose.Copy(rows, stride, destination[places.InputWeights][(first * inputs)..], inputs, inputs, hidden);
                    rows = rows[(inputs * stride)..];
                    rows[..hidden].CopyTo(destination[places.InputBias][first..]);
                }
                if (product.FromHidden)
                {
                    Transpose.Copy(rows[stride..], stride, destination[places.RecurrentWeights][(first * hidden)..],
                        hidden, hidden, hidden);
                    if (HasRecurrentBias)
                        rows[..hidden].CopyTo(destination[places.RecurrentBias][first..]);
                }
            }
        }
    }

    // Of the two biases a sum has those of the stretches it is made of.
    private static void BiasOf(GateProduct product, ReadOnlySpan<float> bias, ReadOnlySpan<float> recurrentBias, Span<float> row)
    {
        if (recurrentBias.IsEmpty || !product.FromHidden)
            bias.CopyTo(row);
        else if (!product.FromInput)
            recurrentBias.CopyTo(row);
        else
            System.Numerics.Tensors.TensorPrimitives.Add(bias, recurrentBias, row);
    }

    private static void CopyRows(ReadOnlySpan<float> source, int columns, Span<float> destination, int stride)
    {
        for (int r = 0; r * stride < destination.Length; r++)
            source.Slice(r * columns, columns).CopyTo(destination[(r * stride)..]);
    }
}
