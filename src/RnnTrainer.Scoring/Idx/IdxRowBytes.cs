namespace RnnTrainer.Idx;

/// <summary>The bytes of the row that a cursor is on; throws where it is on none.</summary>
internal delegate ReadOnlySpan<byte> IdxRowBytes();
