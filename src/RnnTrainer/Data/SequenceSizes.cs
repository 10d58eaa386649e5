using Microsoft.ML.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>Inputs at each step of the sequences to train on: as the options say, or else as the feature column's dimensions do.</summary>
internal static class SequenceSizes
{
    /// <summary>
    /// [T, I] and [1, ..., 1, T, I] are T steps of I inputs, where T may be unknown. Any other known size needs at least one of
    /// TimeSteps and InputSize, which win over the dimensions; any other unknown size needs InputSize, which may not contradict them.
    /// </summary>
    /// <exception cref="RnnColumnException">The vector cannot be read so.</exception>
    public static int InputSize(VectorDataViewType type, RnnOptions options) =>
        type.IsKnownSize ? OfKnownSize(type, options) : OfUnknownSize(type, options);

    private static int OfKnownSize(VectorDataViewType type, RnnOptions options)
    {
        (int? timeSteps, int? inputSize) = (options.TimeSteps, options.InputSize);
        if (timeSteps is null && inputSize is null)
        {
            return Inputs(type) ?? throw Unusable(type, options, "its dimensions are not [steps, inputs]",
                "Set RnnOptions.InputSize (1 for one value a step), or use Transforms.Reshape.");
        }
        int size = type.Size, inputs = inputSize ?? size / timeSteps!.Value;
        if (size > 0 && (timeSteps ?? size / inputs) * (long)inputs == size)
            return inputs;
        string wanted = timeSteps is not null && inputSize is not null ? $"RnnOptions.TimeSteps x InputSize ({timeSteps} x {inputSize})"
            : timeSteps is not null ? $"a multiple of RnnOptions.TimeSteps ({timeSteps})"
            : $"a multiple of RnnOptions.InputSize ({inputSize})";
        throw Unusable(type, options, $"its size is not {wanted}",
            Inputs(type) is null ? "Change the options." : "Leave the options null to use the dimensions.");
    }

    private static int OfUnknownSize(VectorDataViewType type, RnnOptions options)
    {
        if (options.TimeSteps is { } timeSteps)
        {
            throw Unusable(type, options, $"RnnOptions.TimeSteps is {timeSteps}",
                $"Declare its size ([VectorType({timeSteps}, inputs)]), or leave TimeSteps null.");
        }
        if (options.LengthColumnName is { } lengths)
            throw Unusable(type, options, $"RnnOptions.LengthColumnName is '{lengths}'", "Leave it null: each row's size is its length.");
        if (options.InputSize is not { } inputSize)
        {
            return Inputs(type)
                ?? throw Unusable(type, options, "its dimensions do not say how many inputs a step has", "Set RnnOptions.InputSize.");
        }
        return FeatureDimensions.Hold(type.Dimensions.AsSpan(), inputSize) ? inputSize
            : throw Unusable(type, options, $"RnnOptions.InputSize is {inputSize}", Inputs(type) is null
                ? "Set it to the product of the last dimensions, which make up a step."
                : "Leave InputSize null to use the column's dimensions.");
    }

    private static int? Inputs(VectorDataViewType type) =>
        type.Dimensions is [.. var leading, _, > 0 and var inputs] && leading.All(dimension => dimension == 1) ? inputs : null;

    private static RnnColumnException Unusable(VectorDataViewType type, RnnOptions options, string problem, string cure) =>
        new(options.FeatureColumnName, type.ToString(), $"Feature column '{options.FeatureColumnName}' is {type}, but {problem}. {cure}");
}
