using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>A parameter as its part declares it.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Direction">0 forward in time, 1 backward.</param>
/// <param name="Dimensions">Its shape, row-major.</param>
/// <param name="Fan">The n of PyTorch's initial values, uniform within ±1/√n.</param>
internal sealed record ParameterForm(ParameterRole Role, int Direction, ValueList<int> Dimensions, int Fan)
{
    /// <summary>Numbers in it.</summary>
    public Int128 Size => Dimensions.Aggregate((Int128)1, (size, dimension) => size * dimension);
}
