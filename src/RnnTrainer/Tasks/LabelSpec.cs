using RnnTrainer.Network;

namespace RnnTrainer.Tasks;

/// <summary>What a label column asks of a network.</summary>
/// <param name="Head">The head that can tell such labels.</param>
/// <param name="Values">What the labels' keys stand for, in an array of its own type; null: unknown, or they are not keys.</param>
internal sealed record LabelSpec(HeadSpec Head, Array? Values);
