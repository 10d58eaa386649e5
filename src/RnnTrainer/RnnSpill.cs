using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Keeps what training reads in a file rather than in memory, for data that are larger than memory; see <see cref="RnnOptions.Spill"/>.
/// An immutable value, each setting checked where it is set.
/// </summary>
/// <remarks>
/// Sequences go to the file as they are read, as bytes where that is exact; their labels, weights and lengths stay in memory. Each epoch
/// visits blocks of rows in another order: some blocks at a time are read into a pool and shuffled there row by row, while the network
/// trains on the pool before. The file has no name while it is in use, and is gone when <c>Fit</c> ends, also if the process is killed.
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the exception names the property.</exception>
/// <exception cref="ArgumentException">The folder is empty.</exception>
public sealed record RnnSpill
{
    /// <summary>
    /// The folder for the file, which takes as much room as the sequences do; made where it is missing. Default <see langword="null"/>:
    /// the system's folder for temporary files, which on some systems is memory.
    /// </summary>
    [NotInIdentity]
    public string? Folder { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Memory for rows that are shuffled together, in units of 2²⁰ bytes: half is for the rows that are trained on, half for those that
    /// come next. What fits into it as a whole is shuffled as in memory, to the same bits. 1 to 1,048,576; default 512.
    /// </summary>
    public int PoolMegabytes { get; init => field = SettingCheck.Between(1, 1 << 20, value); } = 512;

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnSpill), PrintMembers);
}
