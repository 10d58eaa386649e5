using RnnTrainer.Files;
using RnnTrainer.Values;

namespace RnnTrainer.Data;

/// <summary>What is odd about rows that are read, though nothing keeps them from being learned from.</summary>
/// <param name="columns">The columns that are read.</param>
internal sealed class SequenceSurvey(SequenceColumns columns)
{
    private const int PaddedShare = 10; // one row in so many may end so by chance

    // Key 0 may stand for what fills up shorter rows; whole numbers from 0 have no such token.
    private readonly bool areKeys = columns.Embedding is { AreKeys: true };
    private readonly List<int> empty = columns.Embedding is null ? [.. Enumerable.Range(0, columns.InputSize)] : []; // inputs
    private int rows, padded;
    private bool someWord;

    /// <summary>Rows left out because their label is missing.</summary>
    public long MissingLabels { get; set; }

    /// <summary>Looks at a row that is kept.</summary>
    /// <param name="sequence">[time steps x input size], at least one step.</param>
    public void Add(ReadOnlySpan<float> sequence)
    {
        rows++;
        for (int i = empty.Count - 1; i >= 0; i--)
        {
            if (HasValue(sequence, empty[i]))
                empty.RemoveAt(i);
        }
        if (areKeys)
        {
            padded += sequence[^1] == 0 ? 1 : 0;
            someWord = someWord || sequence.ContainsAnyExcept(0f);
        }
    }

    /// <summary>What a user should look at.</summary>
    /// <param name="purpose">What the rows are for: "training" or "validation".</param>
    public IEnumerable<string> Warnings(string purpose)
    {
        string column = columns.Features.Name;
        if (empty.Count > 0)
        {
            string[]? names = SlotNames.OfInputs(columns.Features, columns.InputSize);
            string inputs = ErrorText.List(empty, input => names is null ? $"{input}" : $"'{names[input]}'");
            yield return $"{CountText.Of(empty.Count, "input")} of column '{column}' {(empty.Count == 1 ? "has" : "have")} no value in any "
                + $"row of the {purpose} data{(names is null ? " (counted from 0)" : "")}: {inputs}. Leave out what was not measured.";
        }
        if (areKeys && !someWord)
        {
            yield return $"Column '{column}' holds nothing but key 0, an unknown word, in the {purpose} data. "
                + "Fit MapValueToKey on data like these.";
        }
        else if (areKeys && columns.TimeSteps is not null && padded > rows / PaddedShare)
        {
            yield return $"{padded} of {rows} rows of the {purpose} data end with key 0, which counts as an unknown word. "
                + $"If it fills up shorter rows, set {nameof(RnnOptions.LengthColumnName)}, or give a vector of unknown size.";
        }
    }

    private bool HasValue(ReadOnlySpan<float> sequence, int input)
    {
        for (int i = input; i < sequence.Length; i += columns.InputSize)
        {
            if (!float.IsNaN(sequence[i]))
                return true;
        }
        return false;
    }
}
