using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>A digit with the answers to all that networks are asked of it, as ML.NET reads it.</summary>
internal sealed class DigitRow
{
    private const int LeastHigh = 5;

    // Of the numbers 0 to 9.
    private const float Mean = 4.5f, Deviation = 2.872f;

    /// <summary>The pixels, [28, 28].</summary>
    public float[] Features { get; set; } = [];

    /// <summary>The digit: ML.NET makes a key of it, which is one more.</summary>
    public uint Label { get; set; }

    /// <summary>Whether it is 5 or more.</summary>
    public bool IsHigh { get; set; }

    /// <summary>The digit as a number, standardized.</summary>
    public float Value { get; set; }

    /// <summary>How much ink each row of the picture has: keys of ten classes.</summary>
    public uint[] Ink { get; set; } = [];

    /// <summary>The digits, in memory.</summary>
    public static IDataView View(MLContext ml, Digits digits)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(DigitRow));
        KeyDataViewType key = new(typeof(uint), Digits.ClassCount);
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Digits.TimeSteps, Digits.InputSize);
        schema[nameof(Label)].ColumnType = key;
        schema[nameof(Ink)].ColumnType = new VectorDataViewType(key, Digits.TimeSteps);
        DigitRow[] rows = [.. digits.Classes.Select((digit, row) => new DigitRow
        {
            Features = digits.Pixels.AsSpan(row * Digits.TimeSteps * Digits.InputSize, Digits.TimeSteps * Digits.InputSize).ToArray(),
            Label = digit,
            IsHigh = IsHighOf(digit),
            Value = ValueOf(digit),
            Ink = [.. Enumerable.Range(row * Digits.TimeSteps, Digits.TimeSteps).Select(step => (uint)InkOf(digits.Pixels, step))],
        })];
        return ml.Data.LoadFromEnumerable(rows, schema);
    }

    public static bool IsHighOf(byte digit) => digit >= LeastHigh;

    public static float ValueOf(byte digit) => (digit - Mean) / Deviation;

    /// <summary>The class of a row of all pictures, from 0.</summary>
    public static int InkOf(float[] pixels, int step)
    {
        float ink = 0;
        foreach (float pixel in pixels.AsSpan(step * Digits.InputSize, Digits.InputSize))
            ink += pixel;
        return Math.Min(Digits.ClassCount - 1, (int)ink);
    }
}
