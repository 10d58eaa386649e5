using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Documents;

/// <summary>The table of tasks in docs/tasks.md is the code below, and the columns that it names come out.</summary>
[TestClass]
public sealed partial class TasksDocumentTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "tasks.md"));

    [TestMethod]
    public void TheTaskTableIsTheCodeOfThisTestWhichTrains()
    {
        string source = File.ReadAllText(Repository.PathOf("tests", "RnnTrainer.Tests", "Documents", "TasksDocumentTests.cs"));
        string[] code = [.. Regex.Match(source, @"// tasks:\n(.*?)\n *// end\n", RegexOptions.Singleline).Groups[1].Value
            .Split('\n').Select(line => line.Trim().TrimEnd(','))];
        CollectionAssert.AreEqual(code, TaskExample().Matches(Page).Select(row => row.Groups[1].Value).ToArray());

        MLContext ml = new(seed: 1);
        IDataView data = TaskRow.View(ml);
        IEstimator<ITransformer>[] tasks = Tasks(ml, new RnnOptions { FeatureColumnName = "Samples", InputSize = 3, Epochs = 1 });
        Action<IDataView>[] evaluations =
        [
            scored => ml.MulticlassClassification.Evaluate(scored),
            scored => ml.BinaryClassification.Evaluate(scored),
            scored => ml.Regression.Evaluate(scored),
            scored => Assert.HasCount(2, ml.Regression.EvaluateOutputs(scored).Outputs),
            scored => Assert.HasCount(3, ml.Regression.EvaluateQuantiles(scored).Levels),
            scored => Assert.AreEqual(TaskRow.Steps, ml.MulticlassClassification.EvaluateSteps(scored).Count),
            scored => Assert.AreEqual(TaskRow.Steps, ml.BinaryClassification.EvaluateSteps(scored).Count),
            scored => Assert.AreEqual(TaskRow.Steps, ml.Regression.EvaluateSteps(scored).Count),
        ];
        Assert.HasCount(evaluations.Length, tasks);
        string[][] columns =
            [.. TaskExample().Matches(Page).Select(row => row.Groups[2].Value.Split(", ").Select(name => name.Trim('`')).ToArray())];
        for (int i = 0; i < tasks.Length; i++)
        {
            IDataView labelled = ml.Transforms.CopyColumns("Label", TaskRow.Labels[i]).Fit(data).Transform(data);
            IDataView scored = tasks[i].Fit(labelled).Transform(labelled);
            evaluations[i](scored);
            CollectionAssert.AreEqual(columns[i], scored.Schema.Skip(labelled.Schema.Count).Select(column => column.Name).ToArray());
        }
    }

    private static IEstimator<ITransformer>[] Tasks(MLContext ml, RnnOptions options) =>
    [
        // tasks:
        ml.MulticlassClassification.Trainers.Rnn(options),
        ml.BinaryClassification.Trainers.Rnn(options),
        ml.Regression.Trainers.Rnn(options),
        ml.Regression.Trainers.Rnn(options with { Loss = RnnLoss.Absolute }),
        ml.Regression.Trainers.Rnn(options with { Loss = RnnLoss.Quantiles(0.1f, 0.5f, 0.9f) }),
        ml.MulticlassClassification.Trainers.Rnn(options with { ReturnSequences = true }),
        ml.BinaryClassification.Trainers.Rnn(options with { ReturnSequences = true }),
        ml.Regression.Trainers.Rnn(options with { ReturnSequences = true, Loss = RnnLoss.Huber(10) }),
        // end
    ];

    [GeneratedRegex(@"^\| [^|]* \| `(ml\.[^`]*)` \| [^|]* \| ([^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex TaskExample();

    private sealed class TaskRow
    {
        /// <summary>The column of labels of each task.</summary>
        public static string[] Labels { get; } =
            [nameof(Kind), nameof(IsFault), nameof(Hours), nameof(Position), nameof(Hours), nameof(Kinds), nameof(Faults), nameof(Wear)];

        private const int Count = 40;

        private static readonly string[] Names = ["walk", "run"];

        /// <summary>Steps of all rows together.</summary>
        public static long Steps => Enumerable.Range(0, Count).Sum(StepsOf);

        public float[] Samples { get; set; } = [];

        public string Kind { get; set; } = "";

        public bool IsFault { get; set; }

        public float Hours { get; set; }

        [VectorType(2)]
        public float[] Position { get; set; } = [];

        public string[] Kinds { get; set; } = [];

        public bool[] Faults { get; set; } = [];

        public float[] Wear { get; set; } = [];

        public static IDataView View(MLContext ml)
        {
            Random random = new(1);
            IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Count).Select(i => Draw(random, StepsOf(i))).ToArray());
            return ml.Transforms.Conversion.MapValueToKey(nameof(Kind)).Append(ml.Transforms.Conversion.MapValueToKey(nameof(Kinds)))
                .Fit(rows).Transform(rows);
        }

        private static int StepsOf(int row) => 2 + row % 5;

        private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];

        private static TaskRow Draw(Random random, int steps) => new()
        {
            Samples = Numbers(random, 3 * steps),
            Kind = random.GetItems(Names, 1)[0],
            IsFault = random.Next(2) == 0,
            Hours = random.NextSingle(),
            Position = Numbers(random, 2),
            Kinds = random.GetItems(Names, steps),
            Faults = [.. Enumerable.Range(0, steps).Select(_ => random.Next(2) == 0)],
            Wear = Numbers(random, steps),
        };
    }
}
