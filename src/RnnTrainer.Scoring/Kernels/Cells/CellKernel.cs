namespace RnnTrainer.Kernels;

/// <summary>What a cell computes from its gates in one step, and the way back, for one vector width.</summary>
internal abstract class CellKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private static readonly CellKernel<TLanes, TVector> Lstm = new LstmCell<TLanes, TVector>(), Gru = new GruCell<TLanes, TVector>();

    public static CellKernel<TLanes, TVector> Of(RnnCell cell, RnnActivation activation) => cell switch
    {
        RnnCell.Rnn => SimpleRnnCell<TLanes, TVector>.Of(activation),
        RnnCell.Lstm => Lstm,
        RnnCell.Gru => Gru,
    };

    /// <summary>From the gates' sums to h(t).</summary>
    public abstract void Forward(in CellStep step);

    /// <summary>From the gradient by h(t) to those by the gates' sums, and what of it goes to h(t-1) without them.</summary>
    public abstract void Backward(in CellStep step);
}
