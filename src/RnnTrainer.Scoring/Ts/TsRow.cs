namespace RnnTrainer.Ts;

/// <summary>Where a row stands in its file.</summary>
/// <param name="Offset">The offset of its first byte.</param>
/// <param name="Length">Its bytes, without the end of the line.</param>
/// <param name="Line">The number of its line, from 1.</param>
/// <param name="Hash">XXH3 of its bytes: shows whether they have changed since the file was loaded.</param>
internal readonly record struct TsRow(long Offset, int Length, long Line, ulong Hash);
