namespace RnnTrainer.Model;

/// <summary>A parameter's place in the flat vector.</summary>
/// <param name="Name">PyTorch's name in a module with the recurrent layers as <c>rnn</c> and the output layer as <c>head</c>.</param>
/// <param name="Dimensions">Its shape, row-major.</param>
/// <param name="Place">Where it lies.</param>
internal sealed record RnnParameter(string Name, int[] Dimensions, Range Place);
