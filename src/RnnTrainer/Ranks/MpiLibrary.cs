using System.Runtime.InteropServices;

namespace RnnTrainer.Ranks;

/// <summary>
/// The functions of MPI that carry bytes, from whichever library is there: Open MPI, whose handles are addresses of symbols, or MPICH and
/// those that keep to its ABI (Intel MPI, MVAPICH), whose handles are numbers of its mpi.h. No operator and no status is used.
/// </summary>
internal sealed unsafe class MpiLibrary
{
    /// <summary>The environment variable that names the library to load.</summary>
    public const string Variable = "RNNTRAINER_MPI";

    private const string StandardAbi = "mpi_abi"; // has other handles than those below
    private const int Serialized = 2;             // calls come from any thread, one at a time
    private const int Tag = 0;

    private readonly nint library, world, bytes, ignoredStatus;
    private readonly delegate* unmanaged<void*, int, nint, int, int, nint, int> send;
    private readonly delegate* unmanaged<void*, int, nint, int, int, nint, nint, int> receive;
    private readonly delegate* unmanaged<void*, int, nint, int, int, void*, int, nint, int, int, nint, nint, int> exchange;

    private MpiLibrary(string name, nint library)
    {
        Name = name;
        this.library = library;
        (world, bytes, ignoredStatus) = NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out nint openMpi)
            ? (openMpi, Function("ompi_mpi_byte"), 0) : ((nint)0x44000000, (nint)0x4c00010d, (nint)1);
        send = (delegate* unmanaged<void*, int, nint, int, int, nint, int>)Function("MPI_Send");
        receive = (delegate* unmanaged<void*, int, nint, int, int, nint, nint, int>)Function("MPI_Recv");
        exchange = (delegate* unmanaged<void*, int, nint, int, int, void*, int, nint, int, int, nint, nint, int>)Function("MPI_Sendrecv");
    }

    /// <summary>Its file, as it was loaded.</summary>
    public string Name { get; }

    /// <summary>Loads the library that <see cref="Variable"/> names, otherwise the first that is found.</summary>
    /// <param name="names">File names to try.</param>
    /// <exception cref="InvalidOperationException">There is none, or it cannot be used.</exception>
    public static MpiLibrary Load(IEnumerable<string> names)
    {
        string? given = Environment.GetEnvironmentVariable(Variable);
        if (given is not null && Path.GetFileName(given).Contains(StandardAbi, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{Variable} is '{given}', the standard ABI of MPI 5, which is not supported. "
                + "Name Open MPI's or MPICH's own library.");
        }
        foreach (string name in given is null ? names : [given])
        {
            if (NativeLibrary.TryLoad(name, out nint library))
                return new MpiLibrary(name, library);
        }
        throw new InvalidOperationException(given is null
            ? $"No MPI library was found ({string.Join(", ", names)}). Install Open MPI or MPICH, or set {Variable} to its file."
            : $"{Variable} is '{given}', which does not load. Set it to the file of an MPI library, or unset it.");
    }

    /// <summary>Joins the processes that were started with this one, unless somebody did in this process.</summary>
    /// <returns>Whether it was done here.</returns>
    public bool Initialize()
    {
        int done, provided;
        Check(((delegate* unmanaged<int*, int>)Function("MPI_Initialized"))(&done));
        if (done != 0)
            return false;
        Check(((delegate* unmanaged<void*, void*, int, int*, int>)Function("MPI_Init_thread"))(null, null, Serialized, &provided));
        return true;
    }

    /// <summary>Which process this is, from 0.</summary>
    public int Rank() => Ask("MPI_Comm_rank");

    /// <summary>Processes.</summary>
    public int Size() => Ask("MPI_Comm_size");

    /// <summary>Leaves the other processes, when all do. Nothing may be called afterwards.</summary>
    public void Complete() => Check(((delegate* unmanaged<int>)Function("MPI_Finalize"))());

    /// <summary>Ends all processes.</summary>
    /// <param name="exitCode">The code that they end with.</param>
    public void Abort(int exitCode) => Check(((delegate* unmanaged<nint, int, int>)Function("MPI_Abort"))(world, exitCode));

    public void Send(int peer, ReadOnlySpan<byte> message)
    {
        fixed (byte* from = message)
            Check(send(from, message.Length, bytes, peer, Tag, world));
    }

    public void Receive(int peer, Span<byte> message)
    {
        fixed (byte* to = message)
            Check(receive(to, message.Length, bytes, peer, Tag, world, ignoredStatus));
    }

    public void Exchange(int peer, ReadOnlySpan<byte> message, Span<byte> received)
    {
        fixed (byte* from = message, to = received)
            Check(exchange(from, message.Length, bytes, peer, Tag, to, received.Length, bytes, peer, Tag, world, ignoredStatus));
    }

    private int Ask(string function)
    {
        int answer;
        Check(((delegate* unmanaged<nint, int*, int>)Function(function))(world, &answer));
        return answer;
    }

    private nint Function(string name) => NativeLibrary.TryGetExport(library, name, out nint address) ? address
        : throw new InvalidOperationException($"'{Name}' has no '{name}': it is not an MPI library. Set {Variable} to another file.");

    // By default MPI ends the processes itself where something fails.
    private void Check(int code)
    {
        if (code != 0)
            throw new InvalidOperationException($"MPI ('{Name}') failed with code {code}.");
    }
}
