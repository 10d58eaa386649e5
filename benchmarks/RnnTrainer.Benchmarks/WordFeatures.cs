using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// Words as inputs: a one for the word and a one for its ending, zeros for all others. Words and endings that the training sentences have
/// only once are unknown, so that a network learns what to make of unknown ones.
/// </summary>
internal sealed class WordFeatures
{
    private const int EndingLength = 3, LeastOccurrences = 2;

    private readonly Dictionary<string, int> words, endings;

    /// <param name="training">Sentences from which known words and endings are taken.</param>
    public WordFeatures(IReadOnlyList<TaggedSentence> training)
    {
        words = Known(training.SelectMany(sentence => sentence.Words));
        endings = Known(training.SelectMany(sentence => sentence.Words).Distinct().Select(Ending));
    }

    /// <summary>Inputs of a step.</summary>
    public int Size => words.Count + endings.Count;

    /// <summary>Known words.</summary>
    public int WordCount => words.Count;

    /// <summary>Known endings.</summary>
    public int EndingCount => endings.Count;

    /// <summary>The sentences, made anew at each pass: <c>Features</c> [words, <see cref="Size"/>] and <c>Tags</c>.</summary>
    public IDataView View(MLContext ml, IReadOnlyList<TaggedSentence> sentences) => ml.Data.LoadFromEnumerable(sentences.Select(sentence =>
        new Row { Features = [.. sentence.Words.SelectMany(Of)], Tags = [.. sentence.Tags] }));

    private static Dictionary<string, int> Known(IEnumerable<string> all) => all.CountBy(one => one)
        .Where(one => one.Value >= LeastOccurrences).Select((one, i) => (one.Key, i)).ToDictionary();

    private static string Ending(string word) => word[Math.Max(0, word.Length - EndingLength)..];

    private float[] Of(string word)
    {
        float[] inputs = new float[Size];
        if (words.TryGetValue(word, out int known))
            inputs[known] = 1;
        if (endings.TryGetValue(Ending(word), out int ending))
            inputs[words.Count + ending] = 1;
        return inputs;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string[] Tags { get; set; } = [];
    }
}
