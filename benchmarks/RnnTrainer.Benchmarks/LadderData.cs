using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// MNIST for the accuracy ladder: the training digits in two parts, one to learn from and one to choose by, and the test digits.
/// </summary>
internal sealed class LadderData
{
    /// <summary>Training digits held out for the ladder, the same ones in every run.</summary>
    public const int ValidationCount = 5_000;

    private const int SplitSeed = 1;
    private const int RowLength = Digits.TimeSteps * Digits.InputSize;

    private readonly MLContext ml;

    /// <param name="ml">The context.</param>
    /// <param name="heldOut">Training digits held out.</param>
    /// <param name="trained">Training digits to learn from; null: all others.</param>
    public LadderData(MLContext ml, int heldOut = ValidationCount, int? trained = null)
    {
        this.ml = ml;
        Digits digits = Digits.Train(ml);
        int[] rows = [.. Enumerable.Range(0, digits.Count)];
        new Random(SplitSeed).Shuffle(rows);
        Validation = View(rows[..heldOut]);
        Train = View(rows[heldOut..Math.Min(rows.Length, heldOut + (trained ?? rows.Length))]);

        IDataView View(int[] part) => SequenceRow.View(ml, part.Order().Select(row => new SequenceRow
        {
            Features = digits.Pixels.AsSpan(row * RowLength, RowLength).ToArray(),
            Label = digits.Classes[row],
        }), Digits.ClassCount, Digits.TimeSteps, Digits.InputSize);
    }

    public IDataView Train { get; }

    public IDataView Validation { get; }

    /// <summary>The test digits, read when they are asked for.</summary>
    public IDataView Test => field ??= Digits.Test(ml).View;
}
