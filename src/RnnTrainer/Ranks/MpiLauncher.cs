using System.Globalization;

namespace RnnTrainer.Ranks;

/// <summary>What the environment says about the launcher that started this process, such as mpirun or srun.</summary>
internal static class MpiLauncher
{
    // Open MPI's mpirun; MPICH's and Intel's, and srun --mpi=pmi2; whatever speaks PMIx, as srun --mpi=pmix does.
    private static readonly (string Rank, string Size)[] Variables =
        [("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"), ("PMI_RANK", "PMI_SIZE"), ("PMIX_RANK", "SLURM_STEP_NUM_TASKS")];

    private static readonly string[] OpenMpi = OperatingSystem.IsMacOS() ? ["libmpi.40.dylib"] : ["libmpi.so.40"];
    private static readonly string[] Mpich = OperatingSystem.IsMacOS() ? ["libmpich.12.dylib", "libmpi.12.dylib"]
        : ["libmpich.so.12", "libmpi.so.12"];
    private static readonly string[] Either = OperatingSystem.IsMacOS() ? ["libmpi.dylib"] : ["libmpi.so"];

    /// <summary>Whether a launcher started this process.</summary>
    public static bool HasStartedThis => Variables.Any(names => Environment.GetEnvironmentVariable(names.Rank) is not null);

    /// <summary>How many processes it started, where it says so.</summary>
    public static int? Size
    {
        get
        {
            string? name = Variables.FirstOrDefault(names => Environment.GetEnvironmentVariable(names.Rank) is not null).Size;
            return name is not null && int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None,
                CultureInfo.InvariantCulture, out int size) ? size : null;
        }
    }

    /// <summary>File names of MPI libraries, those of the launcher's kind first: with another one, each process would be alone.</summary>
    public static IReadOnlyList<string> Libraries =>
        Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_RANK") is null && Environment.GetEnvironmentVariable("PMI_RANK") is not null
            ? [.. Mpich, .. OpenMpi, .. Either] : [.. OpenMpi, .. Mpich, .. Either];
}
