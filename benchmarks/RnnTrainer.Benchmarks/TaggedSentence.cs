using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>A sentence whose words have part-of-speech tags.</summary>
/// <param name="Words">Its words.</param>
/// <param name="Tags">The tag of each.</param>
internal sealed record TaggedSentence(IReadOnlyList<string> Words, IReadOnlyList<string> Tags)
{
    /// <summary>Sentences as rows, made anew at each pass: <c>Words</c> and <c>Tags</c>, text.</summary>
    public static IDataView View(MLContext ml, IReadOnlyList<TaggedSentence> sentences) => ml.Data.LoadFromEnumerable(
        sentences.Select(sentence => new Row { Words = [.. sentence.Words], Tags = [.. sentence.Tags] }));

    /// <summary>Reads a file in CoNLL-U form: a line for each word with tabs between columns, an empty line behind each sentence.</summary>
    public static IReadOnlyList<TaggedSentence> Read(string path)
    {
        const int Id = 0, Form = 1, Tag = 3;
        List<TaggedSentence> sentences = [];
        List<string> words = [], tags = [];
        foreach (string line in File.ReadLines(path).Append(""))
        {
            string[] columns = line.Split('\t');
            if (line.Length == 0 && words.Count > 0)
            {
                sentences.Add(new([.. words], [.. tags]));
                words.Clear();
                tags.Clear();
            }
            else if (columns.Length > Tag && int.TryParse(columns[Id], out _)) // neither a comment nor a range of words
            {
                words.Add(columns[Form]);
                tags.Add(columns[Tag]);
            }
        }
        return sentences;
    }

    private sealed class Row
    {
        public string[] Words { get; set; } = [];

        public string[] Tags { get; set; } = [];
    }
}
