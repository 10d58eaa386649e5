namespace RnnTrainer;

/// <summary>A feature column, or a sequence given to a network directly, does not fit that network.</summary>
public sealed class RnnInputException : ArgumentOutOfRangeException
{
    internal RnnInputException(RnnModel network, string message) : this(null, network.TimeSteps, network.InputSize, message)
    {
    }

    internal RnnInputException(string? columnName, int? timeSteps, int inputSize, string message) : base(paramName: null, message) =>
        (ColumnName, TimeSteps, InputSize) = (columnName, timeSteps, inputSize);

    /// <summary>Name of the feature column; <see langword="null"/>: the sequence is in no column.</summary>
    public string? ColumnName { get; }

    /// <summary>Steps that the network takes; <see langword="null"/>: any number.</summary>
    public int? TimeSteps { get; }

    /// <summary>Inputs that the network takes at each step.</summary>
    public int InputSize { get; }
}
