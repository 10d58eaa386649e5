using System.Reflection;
using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Grouping;

/// <summary>What the view of sequences holds, whatever is asked of it.</summary>
[TestClass]
public sealed class GroupedViewTests
{
    private static readonly MLContext Ml = new(1);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void KeepsTheContractOfADataView(bool isInterleaved)
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(1), 30, isInterleaved));
        SequenceGroupingOptions options =
            new() { Interleaved = isInterleaved, LastRowColumns = ["Weight", "Pair"], FeatureColumnName = "Steps" };
        IDataView view = Group(rows, options);
        EstimatorContract.CheckView(view);
        EstimatorContract.CheckView(Group(rows, options with { Labels = SequenceLabels.EachStep, MaxTimeSteps = 2 }));
        EstimatorContract.CheckView(Group(Ml.Data.SkipRows(rows, 1000), options));
        Assert.IsFalse(view.CanShuffle);
        Assert.IsNull(view.GetRowCount());
    }

    /// <summary>Random tables and options against their definition in LINQ.</summary>
    [TestMethod]
    public void EveryTableGivesTheSequencesOfItsDefinition()
    {
        int seed = Random.Shared.Next();
        TestContext.WriteLine($"seed {seed}");
        Random random = new(seed);
        for (int trial = 0; trial < 200; trial++)
        {
            SequenceGroupingOptions options = new()
            {
                Interleaved = random.Next(2) == 0,
                MaxTimeSteps = random.Next(2) == 0 ? null : 1 + random.Next(9),
                Keep = (SequencePart)random.Next(2),
                Labels = (SequenceLabels)random.Next(2),
                LastRowColumns = ["Weight"],
            };
            LongTable.Row[] rows = LongTable.Rows(random, random.Next(12), options.Interleaved);
            IDataView view = Group(Ml.Data.LoadFromEnumerable(rows), options);
            string[] expected = [.. LongTable.Sequences(rows).Select(sequence => Expected(sequence, options))];
            CollectionAssert.AreEqual(expected, ViewText.Rows(view, "Machine", "Features", "State", "Weight"), $"trial {trial}, {options}");
        }
    }

    [TestMethod]
    public void WithoutAnOrderColumnRowsStayInTheirOrder()
    {
        LongTable.Row[] rows = LongTable.Rows(new Random(2), 9, isInterleaved: true);
        IDataView view = Ml.Data.GroupIntoSequences(
            Ml.Data.LoadFromEnumerable(rows), "Machine", ["Count"], options: new() { Interleaved = true });
        string[] expected = [.. rows.GroupBy(row => row.Machine).Select(group => $"[{string.Join(' ', group.Select(row => row.Count))}]")];
        CollectionAssert.AreEqual(expected, ViewText.Rows(view, "Features"));
    }

    [TestMethod]
    public void TypesAndAnnotationsSayWhatIsThere()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(1), 3, false));
        rows = Ml.Transforms.Conversion.MapValueToKey("State").Append(Ml.Transforms.Categorical.OneHotEncoding("Kind", "State"))
            .Append(Ml.Transforms.Conversion.MapValueToKey("Machine")).Fit(rows).Transform(rows);
        SequenceGroupingOptions options = new() { LastRowColumns = ["Kind"] };
        DataViewSchema schema = Ml.Data.GroupIntoSequences(rows, "Machine", ["Large", "Pair", "Kind"], "State", null, options).Schema;
        CollectionAssert.AreEqual(new[] { "Machine", "Features", "State", "Kind" }, schema.Select(column => column.Name).ToArray());
        foreach (string kept in new[] { "Machine", "State", "Kind" })
            Assert.AreEqual(ViewText.Of(rows.Schema[kept]), ViewText.Of(schema[kept]));
        VectorDataViewType type = (VectorDataViewType)schema["Features"].Type;
        CollectionAssert.AreEqual(new[] { 0, 5 }, type.Dimensions.ToArray());
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Features"].Annotations.GetValue("InputNames", ref names);
        CollectionAssert.AreEqual(
            new[] { "Large", "Pair[0]", "Pair[1]", "Kind.worn", "Kind.new" }, names.DenseValues().Select(name => $"{name}").ToArray());

        options = new() { Labels = SequenceLabels.EachStep };
        schema = Ml.Data.GroupIntoSequences(rows, "Machine", ["Large"], "State", options: options).Schema;
        Assert.AreEqual(new VectorDataViewType((KeyDataViewType)rows.Schema["State"].Type), schema["State"].Type);
        Assert.AreEqual(ViewText.Of(rows.Schema["State"].Annotations), ViewText.Of(schema["State"].Annotations));
    }

    [TestMethod]
    public void OneColumnOfKeysOrTextsGivesTokens()
    {
        string[] sentences = ["the cat sat", "a dog"];
        LongTable.Row[] words = [.. sentences.SelectMany(sentence => sentence.Split(' ').Select(word => new LongTable.Row
        {
            Machine = sentence,
            State = word,
        }))];
        IDataView rows = Ml.Data.LoadFromEnumerable(words);
        IDataView texts = Ml.Data.GroupIntoSequences(rows, "Machine", ["State"]);
        CollectionAssert.AreEqual(new[] { "[the cat sat]", "[a dog]" }, ViewText.Rows(texts, "Features"));
        rows = Ml.Transforms.Conversion.MapValueToKey("Word", "State").Fit(rows).Transform(rows);
        IDataView keys = Ml.Data.GroupIntoSequences(rows, "Machine", ["Word"]);
        CollectionAssert.AreEqual(new[] { "[1 2 3]", "[4 5]" }, ViewText.Rows(keys, "Features"));
        Assert.AreEqual(new VectorDataViewType((KeyDataViewType)rows.Schema["Word"].Type), keys.Schema["Features"].Type);
        Assert.AreEqual(ViewText.Of(rows.Schema["Word"].Annotations), ViewText.Of(keys.Schema["Features"].Annotations));
    }

    [TestMethod]
    public void AdjacentGroupsAreStreamedAndNothingIsReadThatIsNotNeeded()
    {
        CountingView rows = new(Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(1), 50, false)));
        IDataView view = Group(rows, new());
        Assert.AreEqual(0, rows.Cursors);
        using (DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Features"]]))
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.IsLessThanOrEqualTo(10, rows.RowsRead);
            CollectionAssert.AreEquivalent((string[])["Machine", "Time", .. LongTable.Features], rows.ColumnsAsked);
        }
        Assert.AreEqual((1, 1), (rows.Cursors, rows.Disposed));
        rows.ColumnsAsked.Clear();
        ViewText.Rows(view, "Machine");
        CollectionAssert.AreEqual(new[] { "Machine" }, rows.ColumnsAsked);
        Assert.AreEqual((2, 2), (rows.Cursors, rows.Disposed));
    }

    [TestMethod]
    public void AContextToldToStopStopsTheReading()
    {
        MLContext ml = new(1);
        MethodInfo cancel = typeof(MLContext).GetMethod("CancelExecution", BindingFlags.NonPublic | BindingFlags.Instance)!;
        IDataView rows = Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(1), 500, true));
        IDataView view = ml.Data.GroupIntoSequences(rows, "Machine", ["Small"], options: new() { Interleaved = true });
        cancel.Invoke(ml, null);
        Assert.ThrowsExactly<OperationCanceledException>(() => ViewText.Rows(view, "Features"));
    }

    [TestMethod]
    public void SavedAsABinaryFileItComesBack()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(LongTable.Rows(new Random(3), 12, true));
        IDataView view = Group(rows, new() { Interleaved = true, Labels = SequenceLabels.EachStep, LastRowColumns = ["Weight"] });
        using TemporaryFolder folder = new();
        string path = folder.PathOf("sequences.idv");
        using (FileStream file = File.Create(path))
            Ml.Data.SaveAsBinary(view, file);
        IDataView loaded = Ml.Data.LoadFromBinary(path);
        CollectionAssert.AreEqual(ViewText.Of(view.Schema), ViewText.Of(loaded.Schema));
        string[] all = [.. view.Schema.Select(column => column.Name)];
        CollectionAssert.AreEqual(ViewText.Rows(view, all), ViewText.Rows(loaded, all));
    }

    private static IDataView Group(IDataView rows, SequenceGroupingOptions options) =>
        Ml.Data.GroupIntoSequences(rows, "Machine", LongTable.Features, "State", "Time", options);

    private static string Expected(LongTable.Row[] sequence, SequenceGroupingOptions options)
    {
        int max = options.MaxTimeSteps ?? int.MaxValue;
        LongTable.Row[] steps = [.. options.Keep == SequencePart.First ? sequence.Take(max) : sequence.TakeLast(max)];
        string features = string.Join(' ', steps.SelectMany(LongTable.Inputs).Select(value => FormattableString.Invariant($"{value}")));
        string label = options.Labels == SequenceLabels.LastRow ? sequence[^1].State
            : $"[{string.Join(' ', steps.Select(row => row.State))}]";
        return FormattableString.Invariant($"{sequence[0].Machine} | [{features}] | {label} | {sequence[^1].Weight}");
    }
}
