using RnnTrainer.Data;

namespace RnnTrainer.Explanations;

/// <summary>A part of all sequences that is permuted: some inputs at some steps, counted from 0.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="FirstStep">Its first step.</param>
/// <param name="EndStep">The first step behind it.</param>
/// <param name="FirstInput">Its first input.</param>
/// <param name="EndInput">The first input behind it.</param>
internal sealed record PermutedPart(string Name, int FirstStep, int EndStep, int FirstInput, int EndInput)
{
    private const int MostSpans = 20;

    /// <summary>The parts that sequences have.</summary>
    /// <param name="by">What is permuted.</param>
    /// <param name="columns">The columns of sequences.</param>
    /// <param name="steps">Steps of the longest sequence.</param>
    /// <param name="stepsInSpan">Steps that are permuted together; null: a number that fits.</param>
    public static IReadOnlyList<PermutedPart> All(RnnImportanceBy by, SequenceColumns columns, int steps, int? stepsInSpan) => by switch
    {
        RnnImportanceBy.Inputs => [.. Names(columns).Select((name, input) => new PermutedPart(name, 0, steps, input, input + 1))],
        RnnImportanceBy.Steps => Spans(columns.InputSize, steps, stepsInSpan ?? (steps + MostSpans - 1) / MostSpans),
    };

    private static PermutedPart[] Spans(int inputs, int steps, int length) =>
    [
        .. from span in Enumerable.Range(0, (int)((steps + (length - 1L)) / length))
           let first = span * length
           let end = (int)Math.Min((long)first + length, steps)
           select new PermutedPart(end - first == 1 ? $"step {first}" : $"steps {first} to {end - 1}", first, end, 0, inputs),
    ];

    // Slots have the names of inputs where these are the same at each step.
    private static IEnumerable<string> Names(SequenceColumns columns)
    {
        int inputs = columns.InputSize;
        if (SlotNames.OfInputs(columns.Features, inputs) is { } names)
            return names;
        return SlotNames.Of(columns.Features) is { } slots && slots.Index().All(slot => slot.Item == slots[slot.Index % inputs])
            ? slots.Take(inputs)
            : Enumerable.Range(0, inputs).Select(input => $"{columns.Features.Name}[{input}]");
    }
}
