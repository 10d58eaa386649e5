namespace RnnTrainer.Network;

/// <summary>
/// One of the products that make a layer's gates: from a stretch of a row of state [x; 1; h] to gates that lie side by side.
/// </summary>
/// <param name="FromInput">Whether the stretch begins at x, and not at the 1.</param>
/// <param name="FromHidden">Whether it ends with h, and not with the 1.</param>
/// <param name="FirstGate">The first gate, in PyTorch's order.</param>
/// <param name="FirstBlock">Where it stands in a row of gates.</param>
/// <param name="Gates">How many gates.</param>
internal sealed record GateProduct(bool FromInput, bool FromHidden, int FirstGate, int FirstBlock, int Gates);
