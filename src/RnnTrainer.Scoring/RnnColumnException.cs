namespace RnnTrainer;

/// <summary>A column is missing or of a type that cannot be used; the message says what is wanted and how to get it.</summary>
public sealed class RnnColumnException : ArgumentOutOfRangeException
{
    internal RnnColumnException(string columnName, string? columnType, string message) : base(paramName: null, message) =>
        (ColumnName, ColumnType) = (columnName, columnType);

    /// <summary>The column's name.</summary>
    public string ColumnName { get; }

    /// <summary>Its type, as ML.NET writes it; <see langword="null"/>: there is no such column.</summary>
    public string? ColumnType { get; }
}
