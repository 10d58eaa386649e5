using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Stores training data in a file rather than in memory, for data larger than memory; see <see cref="RnnOptions.Spill"/>. An immutable
/// value; each setting is validated when it is set.
/// </summary>
/// <remarks>
/// Sequences are written to the file as they are read, as bytes where that is exact; labels, weights and lengths stay in memory. Each epoch
/// visits blocks of rows in a different order: several blocks at a time are read into a pool and shuffled there row by row, while the
/// network trains on the previous pool. The file is unlinked while in use, so it disappears when <c>Fit</c> ends, even if the process is
/// killed.
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A value is out of range; the exception names the property.</exception>
/// <exception cref="ArgumentException">The folder is empty.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { Spill = new RnnSpill { Folder = "/data/spill", PoolMegabytes = 1024 } };
/// </code>
/// </example>
public sealed record RnnSpill
{
    /// <summary>
    /// The folder for the file, which is as large as the sequences; created if missing. Default <see langword="null"/>: the system's
    /// temporary folder, which on some systems is in memory.
    /// </summary>
    [NotInIdentity]
    public string? Folder { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Memory for rows that are shuffled together, in MiB (2²⁰ bytes): half for the rows being trained on, half for the next ones. Data
    /// that fit into it are shuffled as in memory, with the same result, bit for bit. 1 to 1,048,576; default 512.
    /// </summary>
    public int PoolMegabytes { get; init => field = SettingCheck.Between(1, 1 << 20, value); } = 512;

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnSpill), PrintMembers);
}
