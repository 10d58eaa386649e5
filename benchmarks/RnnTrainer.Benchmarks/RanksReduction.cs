namespace RnnTrainer.Benchmarks;

/// <summary>Seconds that two ranks take to sum a vector, pair by pair.</summary>
/// <param name="Bytes">Bytes of the vector.</param>
/// <param name="Ours">With RnnTrainer's pairs.</param>
/// <param name="Mpi">With MPI_Allreduce.</param>
/// <param name="Adding">Of adding two such vectors in one process.</param>
internal sealed record RanksReduction(int Bytes, IReadOnlyList<double> Ours, IReadOnlyList<double> Mpi, IReadOnlyList<double> Adding);
