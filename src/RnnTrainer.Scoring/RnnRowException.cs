namespace RnnTrainer;

/// <summary>A row cannot be used for training or scoring; the message says why and how to fix it.</summary>
/// <remarks>ML.NET reads ahead on other threads and may wrap this exception: check <see cref="Exception.InnerException"/>.</remarks>
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

    /// <summary>Gets the row's number in the data view that was read, counted from 1.</summary>
    public long Row { get; }

    /// <summary>Gets the name of the column that cannot be used.</summary>
    public string ColumnName { get; }

    /// <summary>Gets whether the row belongs to the validation data passed to Fit.</summary>
    public bool IsValidation { get; }

    /// <summary>The same, at another number: that of the row in all of the data.</summary>
    internal RnnRowException At(long row) => new(row, ColumnName, problem);

    /// <summary>The same, for a row of the validation data.</summary>
    internal RnnRowException OfValidation() => new(this);
}
