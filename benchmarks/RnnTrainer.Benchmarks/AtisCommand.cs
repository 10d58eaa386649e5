using System.CommandLine;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>A label for each step: part-of-speech tags of spoken flight queries.</summary>
internal sealed class AtisCommand() : DataFolderCommand(
    "atis",
    "Tag the words of UD English-Atis, recipes chosen on the development sentences; exit code 1 unless the test accuracy is as expected.",
    "One seed, one recipe, few epochs.",
    "ud-english-atis", "Universal Dependencies, UD_English-Atis",
    TrainFile, DevelopmentFile, TestFile)
{
    private const string TrainFile = "en_atis-ud-train.conllu", DevelopmentFile = "en_atis-ud-dev.conllu";
    private const string TestFile = "en_atis-ud-test.conllu";
    private const int Seeds = 3, QuickSeeds = 1, QuickEpochs = 2;
    private const double Target = 0.985;

    private static readonly RnnOptions Gru = new()
    {
        FeatureColumnName = "Features",
        Cell = RnnCell.Gru,
        HiddenSize = 64,
        Bidirectional = true,
        ReturnSequences = true,
        Dropout = 0.3f,
        BatchSize = 32,
        Epochs = 8,
        LearningRate = 0.004f,
        Schedule = new RnnOneCycleSchedule(),
        ClipNorm = 1,
    };

    private static readonly RnnOptions Embedded = Gru with
    {
        Cell = RnnCell.Lstm,
        EmbeddingSize = 64,
        TokenDropout = 0.1f,
        Dropout = 0.5f,
        Epochs = 12,
        WeightAveraging = new RnnEma { Decay = 0.99f },
    };

    private static readonly (string Title, RnnOptions Options, bool AreWords)[] Candidates =
    [
        ("LSTM 64, both directions, words of 64 numbers", Embedded, true),
        ("GRU 64, both directions, words of 64 numbers", Embedded with { Cell = RnnCell.Gru }, true),
        ("GRU 64, both directions, words and endings", Gru, false),
        ("GRU 64, one direction, words and endings", Gru with { Bidirectional = false }, false),
        ("LSTM 64, both directions, words and endings", Gru with { Cell = RnnCell.Lstm }, false),
    ];

    protected override (ResultFile Results, int ExitCode) Measure(ParseResult parsed, string folder, bool quick)
    {
        MLContext ml = new();
        IReadOnlyList<TaggedSentence> train = Read(TrainFile), development = Read(DevelopmentFile), test = Read(TestFile);
        WordFeatures features = new(train);
        int[] seeds = [.. Enumerable.Range(1, quick ? QuickSeeds : Seeds)];

        List<AtisRun> runs = [];
        foreach ((string title, RnnOptions options, bool areWords) in quick ? Candidates.Take(1) : Candidates)
        {
            foreach (int seed in seeds)
            {
                RnnOptions one = options with
                {
                    InputSize = areWords ? null : features.Size,
                    Seed = seed,
                    Epochs = quick ? QuickEpochs : options.Epochs,
                };
                runs.Add(AtisRun.Train(ml, title, one, View, areWords, train, development));

                IDataView View(IReadOnlyList<TaggedSentence> some) =>
                    areWords ? TaggedSentence.View(ml, some) : features.View(ml, some);
            }
        }
        IGrouping<string, AtisRun> chosen = runs.GroupBy(run => run.Recipe).MaxBy(recipe => recipe.Average(run => run.Development))!;
        RnnStepMetrics[] tested = [.. chosen.Select(run => run.Evaluate(ml, test))];
        HashSet<string> known = [.. train.SelectMany(sentence => sentence.Words)];
        (double Accuracy, int Count)[] unknown = [.. chosen.Select(run => run.EvaluateUnknown(test, known))];
        double mean = tested.Average(metrics => metrics.Accuracy);
        if (!(mean >= Target))
            Console.Error.WriteLine(Invariant($"The mean test accuracy is {mean:0.0000}, below {Target:0.000}."));

        return (new ResultFile("atis.md", "Part-of-speech tags of UD English-Atis",
            Machine.Table("atis-machine", quick ? "atis --quick" : "atis"),
            Invariant($"""
            {train.Count:N0} sentences to learn from, {development.Count:N0} to choose by and {test.Count:N0} to test with
            ({test.Sum(sentence => sentence.Words.Count):N0} words), 13 tags. A step's input is its word, through a learnt table; or one of
            {features.WordCount} words and one of {features.EndingCount} endings of three letters, those that the training sentences have at
            least twice, as ones among zeros.
            `ReturnSequences`, so that each word gets a tag; {seeds.Length} seeds each. Only the recipe that is best on the development
            sentences is tested; test figures chose nothing.

            """),
            MarkdownTable.Block("atis-choice", ["recipe", "development accuracy", "Fit, s"],
                from recipe in runs.GroupBy(run => run.Recipe)
                select (string[])
                [
                    recipe.Key, Mean(recipe.Select(run => run.Development)), Spread.Of(recipe.Select(run => run.Seconds)).Show("0.0"),
                ]),
            MarkdownTable.Block("atis", ["", "test accuracy", $"of the {unknown[0].Count} words that training never had", "target", "met"],
            [
                ["each word's most frequent tag", Invariant($"{MostFrequentTags(train, test):0.0000}"), "", "", ""],
                .. chosen.Select((run, i) =>
                    (string[])
                    [
                        $"{run.Recipe}, seed {run.Seed}", Invariant($"{tested[i].Accuracy:0.0000}"),
                        Invariant($"{unknown[i].Accuracy:0.00}"), "", "",
                    ]),
                ["mean", Invariant($"{mean:0.0000}"), Invariant($"{unknown.Average(one => one.Accuracy):0.00}"),
                    Invariant($"{Target:0.0000}"), mean >= Target ? "yes" : "no"],
            ]),
            $"Each tag, seed {chosen.First().Seed}:\n\n```\n{tested[0]}\n```\n"), mean >= Target ? 0 : 1);

        IReadOnlyList<TaggedSentence> Read(string file) => TaggedSentence.Read(Path.Combine(folder, file));
    }

    private static string Mean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return Invariant($"**{all.Average():0.0000}** ({all.Min():0.0000} to {all.Max():0.0000})");
    }

    /// <summary>
    /// The share of test words whose tag is the one that the word has most often in training, or for unknown words the most frequent tag.
    /// </summary>
    private static double MostFrequentTags(IReadOnlyList<TaggedSentence> train, IReadOnlyList<TaggedSentence> test)
    {
        (string Word, string Tag)[] known = [.. Tagged(train)];
        Dictionary<string, string> best = known.GroupBy(one => one.Word)
            .ToDictionary(word => word.Key, word => MostFrequent(word.Select(one => one.Tag)));
        string otherwise = MostFrequent(known.Select(one => one.Tag));
        return Tagged(test).Average(one => best.GetValueOrDefault(one.Word, otherwise) == one.Tag ? 1.0 : 0);

        static IEnumerable<(string Word, string Tag)> Tagged(IEnumerable<TaggedSentence> sentences) =>
            sentences.SelectMany(sentence => sentence.Words.Zip(sentence.Tags));

        static string MostFrequent(IEnumerable<string> tags) => tags.CountBy(tag => tag).MaxBy(tag => tag.Value).Key;
    }
}
