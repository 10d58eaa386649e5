namespace RnnTrainer.Kernels;

/// <summary>
/// h(t) = φ(a), where a is the sum of its one gate (Elman 1990). Both stand in the same place, and so do their gradients.
/// </summary>
internal sealed unsafe class SimpleRnnCell<TLanes, TVector> : CellKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private static readonly SimpleRnnCell<TLanes, TVector> OfTanh =
        new(&Tanh<TLanes, TVector>.Apply, &Tanh<TLanes, TVector>.MultiplyBySlope);
    private static readonly SimpleRnnCell<TLanes, TVector> OfRelu =
        new(&Relu<TLanes, TVector>.Apply, &Relu<TLanes, TVector>.MultiplyBySlope);

    private readonly delegate*<float*, int, int, nint, void> apply;
    private readonly delegate*<float*, nint, float*, nint, int, int, void> multiplyBySlope;

    private SimpleRnnCell(
        delegate*<float*, int, int, nint, void> apply, delegate*<float*, nint, float*, nint, int, int, void> multiplyBySlope)
    {
        this.apply = apply;
        this.multiplyBySlope = multiplyBySlope;
    }

    public static SimpleRnnCell<TLanes, TVector> Of(RnnActivation activation) => activation switch
    {
        RnnActivation.Tanh => OfTanh,
        RnnActivation.Relu => OfRelu,
    };

    public override void Forward(in CellStep step) => apply(step.Hidden, step.Rows, step.Columns, step.HiddenStride);

    public override void Backward(in CellStep step) =>
        multiplyBySlope(step.Gates, step.GateStride, step.Hidden, step.HiddenStride, step.Rows, step.Columns);
}
