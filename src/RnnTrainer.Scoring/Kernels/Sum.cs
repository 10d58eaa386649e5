using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>a += b.</summary>
internal static unsafe class Sum<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* a, float* b, int columns)
    {
        for (int j = 0; j < columns; j += TLanes.Count)
            TLanes.Store(TLanes.Add(TLanes.Load(a + j), TLanes.Load(b + j)), a + j);
    }
}
