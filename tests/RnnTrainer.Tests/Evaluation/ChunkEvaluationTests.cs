namespace RnnTrainer.Tests.Evaluation;

/// <summary>Chunks of steps whose labels are in BIO form.</summary>
[TestClass]
public sealed class ChunkEvaluationTests
{
    private static readonly MulticlassClassificationCatalog Multiclass = EvaluatedRows.Ml.MulticlassClassification;

    // Drawn at random, with every transition between the five labels. conlleval of the CoNLL-2000 shared task (version 2004-01-26) says:
    //   processed 72 tokens with 47 phrases; found: 48 phrases; correct: 36.
    //   accuracy:  81.94%; precision:  75.00%; recall:  76.60%; FB1:  75.79
    //       a: precision:  84.21%; recall:  72.73%; FB1:  78.05  19
    //       b: precision:  68.97%; recall:  80.00%; FB1:  74.07  29
    private static readonly (string, string)[] Drawn =
    [
        ("B-a B-b O O I-b O", "B-a B-b O O I-b O"),
        ("I-b B-b", "I-b B-b"),
        ("I-b O I-b I-b", "I-b O I-b I-b"),
        ("B-a I-b O I-b I-a I-b B-a", "B-a I-b O I-b I-b I-b B-a"),
        ("I-b B-b I-a B-b I-b B-b I-a I-a B-a B-a B-a", "I-b B-b I-a B-b I-b B-b I-a I-a B-a B-a B-b"),
        ("O", "I-b"),
        ("I-a I-a I-a I-b B-b I-b B-b O O I-a B-b O O", "I-a I-a B-b I-b B-b I-b B-b O O I-a B-b B-a B-b"),
        ("B-b O B-a B-b B-b I-b I-a", "B-b I-a I-a B-b B-b I-b I-a"),
        ("B-a B-a O", "B-a B-a O"),
        ("B-a", "B-a"),
        ("I-b I-b I-a B-a I-b I-b", "I-b B-b I-b B-a I-b I-b"),
        ("B-b O B-a O B-a B-b B-a O I-a I-b O", "B-b O B-a I-b B-a I-b B-a O I-b I-b O"),
    ];

    [TestMethod]
    public void ChunksAreCountedAsByConlleval()
    {
        RnnStepMetrics metrics = Multiclass.EvaluateSteps(EvaluatedRows.Texts(Drawn));
        Assert.AreEqual((72L, "0.8194"), (metrics.Count, $"{metrics.Accuracy:0.0000}"));
        RnnChunkMetrics chunks = metrics.Chunks!;
        Assert.AreEqual((47L, 48L, 36L), (chunks.Overall.Count, chunks.Overall.PredictedCount, chunks.Overall.CorrectCount));
        Assert.AreEqual("""
            Chunk    Precision  Recall      F1  Count
            -----------------------------------------
            a           0.8421  0.7273  0.7805     22
            b           0.6897  0.8000  0.7407     25
            -----------------------------------------
            Overall     0.7500  0.7660  0.7579     47
            """, chunks.ToString());
        StringAssert.EndsWith(metrics.ToString(), chunks.ToString());
    }

    [TestMethod]
    [DataRow("B-x I-x O", "B-x I-x O", 1, 1, 1)]
    [DataRow("B-x I-x O", "B-x O O", 1, 1, 0)]            // ends too early
    [DataRow("B-x I-x O", "B-x I-x I-x", 1, 1, 0)]        // ends too late
    [DataRow("B-x I-x O", "O I-x O", 1, 1, 0)]            // begins too late
    [DataRow("B-x I-x O", "B-x B-x O", 1, 2, 0)]          // falls apart
    [DataRow("B-x I-x O", "I-x I-x O", 1, 1, 1)]          // an I begins a chunk where there is none
    [DataRow("B-x I-x O", "B-x I-y O", 1, 2, 0)]          // an I of another type begins one, too
    [DataRow("B-x I-x O", "B-y I-y O", 1, 1, 0)]          // of another type
    [DataRow("B-x B-x", "B-x I-x", 2, 1, 0)]
    [DataRow("B-x I-x", "B-x I-x", 1, 1, 1)]              // the sequence's end ends it
    [DataRow("B-x . I-x", "B-x I-x I-x", 2, 2, 2)]        // and so does a step without a label
    [DataRow("B-x I-x-y", "B-x B-x-y", 2, 2, 2)]          // the type is all behind the first hyphen
    [DataRow("B I O", "B I B", 1, 2, 1)]                  // there may be only one type, without a name
    public void AChunkIsRightWhereItsEndsAndItsTypeAre(string labels, string predictions, int count, int predicted, int correct)
    {
        RnnLabelMetrics chunks = Multiclass.EvaluateSteps(EvaluatedRows.Texts((labels, predictions))).Chunks!.Overall;
        Assert.AreEqual((count, predicted, correct), ((int)chunks.Count, (int)chunks.PredictedCount, (int)chunks.CorrectCount));
    }

    [TestMethod]
    [DataRow("O O")]
    [DataRow("B-x noun")]
    [DataRow("B-x E-x")]
    public void OtherLabelsHaveNoChunks(string labels) =>
        Assert.IsNull(Multiclass.EvaluateSteps(EvaluatedRows.Texts((labels, labels))).Chunks);

    // The naive way: a chunk is a first step, a last step and a type; right are those in both sets.
    [TestMethod]
    public void CountsAreThoseOfSetsOfSpans()
    {
        Random random = new(11);
        string[] tags = ["O", "B-a", "I-a", "B-b", "I-b", "B-c", "I-c"];
        (string[], string[])[] rows = [.. Enumerable.Range(0, 300).Select(_ =>
        {
            string[] labels = random.GetItems(tags, random.Next(1, 20));
            return (labels, (string[])[.. labels.Select(label => random.Next(4) > 0 ? label : tags[random.Next(tags.Length)])]);
        })];
        RnnLabelMetrics chunks = Multiclass.EvaluateSteps(
            EvaluatedRows.Texts([.. rows.Select(row => (string.Join(' ', row.Item1), string.Join(' ', row.Item2)))])).Chunks!.Overall;
        Assert.AreEqual(rows.Sum(row => Spans(row.Item1).Count), chunks.Count);
        Assert.AreEqual(rows.Sum(row => Spans(row.Item2).Count), chunks.PredictedCount);
        Assert.AreEqual(rows.Sum(row => Spans(row.Item1).Intersect(Spans(row.Item2)).Count()), chunks.CorrectCount);
    }

    private static HashSet<(int First, int Last, string Type)> Spans(string[] tags)
    {
        HashSet<(int, int, string)> spans = [];
        for (int first = 0; first < tags.Length; first++)
        {
            bool goesOn = first > 0 && tags[first][0] == 'I' && tags[first - 1].EndsWith(tags[first][1..], StringComparison.Ordinal);
            if (goesOn || tags[first] == "O")
                continue;
            int last = first;
            while (last + 1 < tags.Length && tags[last + 1] == $"I-{tags[first][2..]}")
                last++;
            spans.Add((first, last, tags[first][2..]));
        }
        return spans;
    }
}
