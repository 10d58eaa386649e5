using System.Runtime.InteropServices;

namespace RnnTrainer.Benchmarks;

/// <summary>MPI's own sum over all ranks, from the library that RnnTrainer has loaded and initialized.</summary>
internal sealed unsafe class MpiReduction
{
    private readonly delegate* unmanaged<void*, void*, int, nint, nint, nint, int> allReduce;
    private readonly nint library, single, sum, world, inPlace;

    /// <param name="name">The library's file.</param>
    public MpiReduction(string name)
    {
        library = NativeLibrary.Load(name);
        allReduce = (delegate* unmanaged<void*, void*, int, nint, nint, nint, int>)NativeLibrary.GetExport(library, "MPI_Allreduce");
        // Handles of Open MPI are addresses of symbols, those of MPICH numbers of its mpi.h.
        (single, sum, world, inPlace) = NativeLibrary.TryGetExport(library, "ompi_mpi_float", out nint address)
            ? (address, Symbol("ompi_mpi_op_sum"), Symbol("ompi_mpi_comm_world"), 1)
            : ((nint)0x4c00040a, (nint)0x58000003, (nint)0x44000000, (nint)(-1));
    }

    /// <summary>What the library says of itself.</summary>
    public string Version
    {
        get
        {
            const int Longest = 8192; // MPI_MAX_LIBRARY_VERSION_STRING of MPICH, the longer one
            byte* text = stackalloc byte[Longest];
            int length;
            ((delegate* unmanaged<byte*, int*, int>)Symbol("MPI_Get_library_version"))(text, &length);
            return string.Join(' ', Marshal.PtrToStringUTF8((nint)text)!.Split('\n')[0].Split(',')[0].Split((char[]?)null,
                StringSplitOptions.RemoveEmptyEntries));
        }
    }

    /// <summary>Replaces the values by the sum of all ranks' values.</summary>
    public void Sum(Span<float> values)
    {
        fixed (float* start = values)
        {
            if (allReduce((void*)inPlace, start, values.Length, single, sum, world) is var code and not 0)
                throw new InvalidOperationException($"MPI_Allreduce failed with code {code}.");
        }
    }

    private nint Symbol(string name) => NativeLibrary.GetExport(library, name);
}
