namespace RnnTrainer;

/// <summary>A column is missing or has an unsupported type; the message says what is needed and how to get it.</summary>
public sealed class RnnColumnException : ArgumentOutOfRangeException
{
    internal RnnColumnException(string columnName, string? columnType, string message) : base(paramName: null, message) =>
        (ColumnName, ColumnType) = (columnName, columnType);

    /// <summary>Gets the column's name.</summary>
    public string ColumnName { get; }

    /// <summary>Gets the column's type, as ML.NET formats it; <see langword="null"/> if the column is missing.</summary>
    public string? ColumnType { get; }
}
