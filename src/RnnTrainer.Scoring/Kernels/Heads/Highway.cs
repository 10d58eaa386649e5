using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>numbers = H·x of all that the network reads of a sequence, each added to all outputs of the number.</summary>
internal static unsafe class Highway<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Adds the numbers to the linear layer's outputs of some rows.</summary>
    public static void AddTo(RnnWorkspace workspace, HighwayWeights weights, int first, int rows)
    {
        RnnLayout layout = workspace.Layout;
        int inputs = layout.Highway!.Inputs;
        float* read = Read(workspace, first), numbers = Numbers(workspace, first);
        if (rows == 1)
            Product<TLanes, TVector>.RunRow(read, weights.Matrix.Pointer, layout.NumberStride, inputs, numbers, layout.NumberColumns);
        else
            Product<TLanes, TVector>.Run(read, layout.ReadStride, 1, weights.Matrix.Pointer, layout.NumberStride, inputs, numbers,
                layout.NumberStride, rows, layout.NumberColumns, accumulate: false);
        for (int row = 0; row < rows; row++)
            Spread(numbers + (nint)row * layout.NumberStride, Outputs(workspace, first + row), layout.Numbers, layout.NumberOutputs);
    }

    /// <summary>Adds the gradient by the weights, given that by the outputs of some rows.</summary>
    /// <param name="workspace">Holds it, in the outputs' place.</param>
    /// <param name="gradient">By the weights, [inputs, numbers].</param>
    /// <param name="first">The first of the rows; before it there is nothing to add to.</param>
    /// <param name="rows">How many.</param>
    public static void Gradient(RnnWorkspace workspace, AlignedBuffer gradient, int first, int rows)
    {
        RnnLayout layout = workspace.Layout;
        float* numbers = Numbers(workspace, first);
        for (int row = 0; row < rows; row++)
            Gather(Outputs(workspace, first + row), numbers + (nint)row * layout.NumberStride, layout.Numbers, layout.NumberOutputs);
        Product<TLanes, TVector>.Run(Read(workspace, first), 1, layout.ReadStride, numbers, layout.NumberStride, rows, gradient.Pointer,
            layout.NumberStride, layout.Highway!.Inputs, layout.NumberColumns, accumulate: first > 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(float* numbers, float* outputs, int count, int each)
    {
        for (int number = 0; number < count; number++)
        {
            for (int end = each; end > 0; end--)
                *outputs++ += numbers[number];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(float* outputs, float* numbers, int count, int each)
    {
        for (int number = 0; number < count; number++)
        {
            float sum = 0;
            for (int end = each; end > 0; end--)
                sum += *outputs++;
            numbers[number] = sum;
        }
    }

    private static float* Read(RnnWorkspace workspace, int row) => workspace.Read.Pointer + (nint)row * workspace.Layout.ReadStride;

    private static float* Numbers(RnnWorkspace workspace, int row) =>
        workspace.Numbers.Pointer + (nint)row * workspace.Layout.NumberStride;

    private static float* Outputs(RnnWorkspace workspace, int row) =>
        workspace.HeadOutputs.Pointer + (nint)row * workspace.Layout.OutputStride;
}
