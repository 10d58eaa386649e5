namespace RnnTrainer.Data;

/// <summary>Gives the values of a column in the row that a cursor stands on; good until the next call.</summary>
internal delegate ReadOnlySpan<T> RowReader<T>();
