using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>Digits of which only the first rows are left, another number of each.</summary>
internal sealed class CutDigits
{
    public const int LeastSteps = 5;

    private readonly Digits digits;
    private readonly int[] lengths;

    /// <param name="ml">ML.NET's context.</param>
    /// <param name="digits">Whole digits.</param>
    /// <param name="seed">
    /// Where the lengths come from, each from <see cref="LeastSteps"/> to <see cref="Digits.TimeSteps"/> equally likely.
    /// </param>
    public CutDigits(MLContext ml, Digits digits, int seed)
    {
        this.digits = digits;
        Random random = new(seed);
        lengths = [.. digits.Classes.Select(_ => random.Next(LeastSteps, Digits.TimeSteps + 1))];
        View = SequenceRow.View(ml, [.. lengths.Select(Row)], Digits.ClassCount);
    }

    /// <summary><c>Features</c>, VarVector&lt;Single&gt;, and <c>Label</c>, a key.</summary>
    public IDataView View { get; }

    /// <summary>The loop with the same digits and lengths.</summary>
    public TorchLoop ToTorchLoop() => new(digits.Pixels, digits.Classes, lengths);

    private SequenceRow Row(int steps, int row) => new()
    {
        Features = digits.Pixels.AsSpan(row * Digits.TimeSteps * Digits.InputSize, steps * Digits.InputSize).ToArray(),
        Label = digits.Classes[row],
    };
}
