namespace RnnTrainer;

/// <summary>A feature column, or a sequence passed directly to a network, does not fit that network.</summary>
public sealed class RnnInputException : ArgumentOutOfRangeException
{
    internal RnnInputException(RnnModel network, string message) : this(null, network.TimeSteps, network.InputSize, message)
    {
    }

    internal RnnInputException(string? columnName, int? timeSteps, int inputSize, string message) : base(paramName: null, message) =>
        (ColumnName, TimeSteps, InputSize) = (columnName, timeSteps, inputSize);

    /// <summary>Gets the name of the feature column; <see langword="null"/> if the sequence is not from a column.</summary>
    public string? ColumnName { get; }

    /// <summary>Gets the number of steps that the network takes; <see langword="null"/>: any number.</summary>
    public int? TimeSteps { get; }

    /// <summary>Gets the number of inputs that the network takes at each step.</summary>
    public int InputSize { get; }
}
