namespace RnnTrainer.Network;

/// <summary>Where the parameters of a layer in one direction lie in the flat vector.</summary>
/// <param name="InputWeights">From the inputs to the gates.</param>
/// <param name="RecurrentWeights">From the last states to the gates.</param>
/// <param name="InputBias">What is added to the gates.</param>
/// <param name="RecurrentBias">What is added to the recurrent weights' share; empty where the cell does not keep it apart.</param>
internal sealed record DirectionPlaces(Range InputWeights, Range RecurrentWeights, Range InputBias, Range RecurrentBias);
