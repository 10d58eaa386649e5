namespace RnnTrainer.Ts;

/// <summary>Where a row stands in its file.</summary>
/// <param name="Offset">The offset of its first byte.</param>
/// <param name="Length">Its bytes, without the end of the line.</param>
/// <param name="Line">The number of its line, from 1.</param>
/// <param name="Hash">XXH3 of its bytes: tells whether they are those that were there when the file was loaded.</param>
internal readonly record struct TsRow(long Offset, int Length, long Line, ulong Hash);
