using Microsoft.ML.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>Whether the vectors of a feature column are sequences that a network takes.</summary>
internal static class SequenceLayout
{
    /// <param name="column">The column's name.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="trained">Dimensions of the column that the network was trained on, which fit whatever they are.</param>
    /// <param name="timeSteps">Steps of every sequence; null: any number.</param>
    /// <param name="inputSize">Inputs at each step.</param>
    /// <exception cref="RnnInputException">The column has another size, or dimensions that say otherwise.</exception>
    public static void CheckFits(string column, VectorDataViewType type, int[] trained, int? timeSteps, int inputSize)
    {
        int[] dimensions = [.. type.Dimensions];
        bool asTrained = FeatureDimensions.Significant(dimensions).SequenceEqual(FeatureDimensions.Significant(trained));
        if (timeSteps is { } steps)
            CheckSize(dimensions, asTrained, steps);
        else if (!asTrained && !(FeatureDimensions.Hold(dimensions, inputSize) && type.Size % inputSize == 0))
            throw Misfit($"this network takes {inputSize} inputs per step", $"Use steps of {inputSize} inputs, as in training.");

        void CheckSize(int[] dimensions, bool asTrained, int steps)
        {
            string takes = $"this network takes {steps} time steps of {inputSize} inputs";
            if (!type.IsKnownSize)
                throw Misfit(takes, $"Declare its size: [VectorType({steps}, {inputSize})] on the property.");
            if (type.Size != (long)steps * inputSize)
                throw Misfit(takes, $"Give it {(long)steps * inputSize} values a row, as in training.");
            ReadOnlySpan<int> significant = FeatureDimensions.Significant(dimensions);
            if (significant.Length > 1 && !asTrained && !significant.SequenceEqual(FeatureDimensions.Significant([steps, inputSize])))
                throw Misfit(takes, $"Reshape it as in training: mlContext.Transforms.Reshape(\"{column}\", null, {steps}, {inputSize}).");
        }

        RnnInputException Misfit(string takes, string cure) =>
            new(column, timeSteps, inputSize, $"Feature column '{column}' is {type}, but {takes}. {cure}");
    }
}
