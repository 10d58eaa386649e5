using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>Understands a feature column's vector type as a sequence: time steps x input size.</summary>
internal static class SequenceLayout
{
    /// <summary>
    /// [T, I] and [1, ..., 1, T, I] are T steps of I inputs. Any other known size needs at least one of
    /// <paramref name="timeSteps"/> and <paramref name="inputSize"/>, which win over the dimensions.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The vector cannot be read so.</exception>
    public static (int TimeSteps, int InputSize) Resolve(string column, VectorDataViewType type, int? timeSteps, int? inputSize)
    {
        int size = type.Size;
        if (timeSteps is null && inputSize is null)
        {
            int[] dimensions = [.. type.Dimensions];
            int ones = dimensions.Length - 2;
            if (ones < 0 || dimensions[..ones].Any(dimension => dimension != 1))
            {
                throw Mismatch(column, type, "a vector with the dimensions [time steps, input size]",
                    $"Give it dimensions with mlContext.Transforms.Reshape(\"{column}\", null, timeSteps, inputSize), or set RnnOptions.TimeSteps.");
            }
            return (dimensions[^2], dimensions[^1]);
        }

        int steps = timeSteps ?? size / inputSize!.Value, inputs = inputSize ?? size / timeSteps!.Value;
        if ((long)steps * inputs != size || size == 0)
        {
            string asked = timeSteps is not null && inputSize is not null ? $"{timeSteps} time steps x {inputSize} inputs = {(long)timeSteps * inputSize} values"
                : timeSteps is not null ? $"a multiple of {timeSteps} time steps" : $"a multiple of {inputSize} inputs";
            throw Mismatch(column, type, asked,
                "Change RnnOptions.TimeSteps or .InputSize, or leave them null to take both from the column.");
        }
        return (steps, inputs);
    }

    /// <summary>
    /// Inputs at each step of a vector of unknown size: <paramref name="inputSize"/>, and nothing else may be said of it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The vector cannot be read so.</exception>
    public static int ResolveUnknownSize(string column, VectorDataViewType type, int? timeSteps, int? inputSize, string? lengthColumn)
    {
        if (timeSteps is not null)
            throw UnknownSize($"no RnnOptions.TimeSteps (it is {timeSteps}), as each row has its own", "Set RnnOptions.InputSize instead.");
        if (lengthColumn is not null)
            throw UnknownSize($"no RnnOptions.LengthColumnName (it is '{lengthColumn}'), as each row's size is its length", "Leave it null.");
        return inputSize ?? throw UnknownSize("to know how many inputs a time step has", "Set RnnOptions.InputSize.");

        ArgumentOutOfRangeException UnknownSize(string wanted, string cure) =>
            new(column, type.ToString(), $"Feature column '{column}' is {type} of unknown size; wanted: {wanted}. {cure}");
    }

    /// <summary>Checks that a column can be scored by a network of <paramref name="timeSteps"/> x <paramref name="inputSize"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has another size, or dimensions that say otherwise.</exception>
    public static void CheckFits(string column, VectorDataViewType type, IReadOnlyList<int> trainedDimensions, int timeSteps, int inputSize)
    {
        int[] dimensions = [.. type.Dimensions.SkipWhile(dimension => dimension == 1)];
        bool flat = dimensions.Length <= 1;
        bool sequence = dimensions.SequenceEqual(new[] { timeSteps, inputSize }.SkipWhile(dimension => dimension == 1));
        bool trained = dimensions.SequenceEqual(trainedDimensions.SkipWhile(dimension => dimension == 1));
        if (type.Size != (long)timeSteps * inputSize || !(flat || sequence || trained))
            throw Mismatch(column, type, $"{timeSteps} time steps x {inputSize} inputs, as in training", "Reshape or resize the column as it was for training.");
    }

    private static ArgumentOutOfRangeException Mismatch(string column, VectorDataViewType type, string wanted, string cure) =>
        new(column, type.ToString(), $"Feature column '{column}' is {type} with {type.Size} values; wanted: {wanted}. {cure}");
}
