namespace RnnTrainer;

/// <summary>A row of the data holds what can be neither trained on nor scored; the message says what and how to mend it.</summary>
/// <remarks>ML.NET reads ahead on other threads and may wrap it: look through <see cref="Exception.InnerException"/>.</remarks>
public sealed class RnnRowException : InvalidOperationException
{
    private readonly string problem;

    internal RnnRowException(long row, string columnName, string problem) : base($"Row {row}: {problem}") =>
        (Row, ColumnName, this.problem) = (row, columnName, problem);

    private RnnRowException(RnnRowException other) : base($"Row {other.Row} of the validation data: {other.problem}", other)
    {
        (Row, ColumnName, problem) = (other.Row, other.ColumnName, other.problem);
        IsValidation = true;
    }

    /// <summary>The row's number, counted from 1, in the data view that was read.</summary>
    public long Row { get; }

    /// <summary>Name of the column that holds what cannot be used.</summary>
    public string ColumnName { get; }

    /// <summary>Whether the row is one of the validation data given to Fit.</summary>
    public bool IsValidation { get; }

    /// <summary>The same, at another number: that of the row in all of the data.</summary>
    internal RnnRowException At(long row) => new(row, ColumnName, problem);

    /// <summary>The same, for a row of the validation data.</summary>
    internal RnnRowException OfValidation() => new(this);
}
