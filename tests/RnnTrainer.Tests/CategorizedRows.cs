using RnnTrainer.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Tests;

/// <summary>Sequences that have categories as a whole, made of their numbers: all of them come up, the unknown ones too.</summary>
internal sealed class CategorizedRows(SequenceSource source, IReadOnlyList<CategorySpec> categories) : SequenceSource
{
    public override int InputSize => source.InputSize;

    public override int Count => source.Count;

    public override int MaxTimeSteps => source.MaxTimeSteps;

    public override bool HasEqualLengths => source.HasEqualLengths;

    public override int TimeSteps(int row) => source.TimeSteps(row);

    public override void CopyTo(int row, Span<float> destination) => source.CopyTo(row, destination);

    public override float Weight(int row) => source.Weight(row);

    public override void CopyCategories(int row, Span<int> destination) => Of(row, categories).CopyTo(destination);

    public static int[] Of(int row, IReadOnlyList<CategorySpec> categories) =>
        [.. categories.Select((category, number) => (row * 7 + number) % category.Rows)];
}
