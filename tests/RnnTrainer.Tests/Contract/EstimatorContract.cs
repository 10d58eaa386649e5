using System.Reflection;

namespace RnnTrainer.Tests.Contract;

/// <summary>What ML.NET expects of every estimator, its transformer and their data views, as one function.</summary>
internal static class EstimatorContract
{
    /// <summary>Input that must be refused.</summary>
    /// <param name="Why">What is wrong with it.</param>
    /// <param name="Data">The input.</param>
    /// <param name="SeenInShape">Whether the schema shape, which knows no sizes, already shows it.</param>
    /// <param name="By">Who refuses it.</param>
    public sealed record Refused(string Why, IDataView Data, bool SeenInShape = true, Refuser By = Refuser.Both);

    public enum Refuser
    {
        Both,
        Estimator,
        Transformer,
    }

    public static ITransformer Check(MLContext ml, IEstimator<ITransformer> estimator, IDataView data, params Refused[] refused)
    {
        CheckView(data);

        // Promised shape = delivered schema, both ways.
        SchemaShape promised = estimator.GetOutputSchema(Shape(data.Schema));
        ITransformer fitted = estimator.Fit(data);
        CollectionAssert.AreEquivalent(ShapeText(Shape(fitted.GetOutputSchema(data.Schema))), ShapeText(promised), "promised shape");

        // Fitted = saved and reloaded.
        using MemoryStream file = new();
        ml.Model.Save(fitted, data.Schema, file);
        file.Position = 0;
        ITransformer reloaded = new MLContext().Model.Load(file, out DataViewSchema savedSchema);
        CollectionAssert.AreEqual(ViewText.Of(data.Schema), ViewText.Of(savedSchema), "saved input schema");

        IDataView first = fitted.Transform(data), second = reloaded.Transform(data);
        foreach (DataViewSchema schema in new[] { first.Schema, second.Schema, fitted.GetOutputSchema(data.Schema),
            reloaded.GetOutputSchema(data.Schema) })
            CollectionAssert.AreEqual(ViewText.Of(first.Schema), ViewText.Of(schema), "delivered schema");
        string[] all = [.. first.Schema.Select(column => column.Name).Distinct()];
        CollectionAssert.AreEqual(ViewText.Rows(first, all), ViewText.Rows(second, all), "rows of the reloaded transformer");

        CheckView(first);
        CheckView(second);
        Assert.AreEqual(fitted.IsRowToRowMapper, reloaded.IsRowToRowMapper);
        foreach (ITransformer transformer in new[] { fitted, reloaded })
        {
            if (Maps(transformer))
                CheckMapper(transformer, data);
            else
                Assert.Throws<Exception>(() => transformer.GetRowToRowMapper(data.Schema), "no mapper is promised");
        }

        foreach (Refused input in refused)
        {
            if (input.By != Refuser.Transformer && input.SeenInShape)
                Assert.Throws<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shape(input.Data.Schema)),
                    $"GetOutputSchema of the estimator: {input.Why}");
            if (input.By != Refuser.Transformer)
                Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(input.Data), $"Fit: {input.Why}");
            foreach (ITransformer transformer in input.By == Refuser.Estimator ? [] : new[] { fitted, reloaded })
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => transformer.GetOutputSchema(input.Data.Schema),
                    $"GetOutputSchema of the transformer: {input.Why}");
                Assert.Throws<ArgumentOutOfRangeException>(() => transformer.Transform(input.Data), $"Transform: {input.Why}");
                if (Maps(transformer))
                    Assert.Throws<ArgumentOutOfRangeException>(() => transformer.GetRowToRowMapper(input.Data.Schema),
                        $"GetRowToRowMapper: {input.Why}");
            }
        }
        // ML.NET's own EstimatorChain does not look.
        if (estimator.GetType().Assembly == typeof(RnnEstimator).Assembly)
            CheckNulls(estimator, fitted);
        return fitted;
    }

    // A forecast only says that it maps rows, so that its own error is heard.
    private static bool Maps(ITransformer transformer) => transformer.IsRowToRowMapper && transformer is not RnnForecastTransformer;

    private static void CheckNulls(IEstimator<ITransformer> estimator, ITransformer fitted)
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => estimator.Fit(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => estimator.GetOutputSchema(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => fitted.Transform(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => fitted.GetOutputSchema(null!));
    }

    /// <summary>The part of the contract that any data view must keep: the same rows, however they are asked for.</summary>
    public static void CheckView(IDataView view)
    {
        string[] all = [.. view.Schema.Where(column => !column.IsHidden).Select(column => column.Name).Distinct()];
        string[] rows = ViewText.Rows(view, all);
        CollectionAssert.AreEqual(rows, ViewText.Rows(view, all), "second pass");
        if (view.GetRowCount() is { } count)
            Assert.HasCount((int)count, rows);

        // Only one column at a time, and no column at all.
        foreach (string column in all)
        {
            string[] alone = ViewText.Rows(view, column);
            Assert.HasCount(rows.Length, alone);
            int index = Array.IndexOf(all, column);
            for (int i = 0; i < rows.Length; i++)
                Assert.AreEqual(rows[i].Split(" | ")[index], alone[i], $"column {column} alone, row {i}");
        }
        Assert.HasCount(rows.Length, ViewText.Rows(view));

        CheckInactive(view);
        CheckLockstep(view, all, rows);
        CheckParallel(view, all, rows);
        if (view.CanShuffle)
            CheckShuffled(view, all, rows);
    }

    private static void CheckInactive(IDataView view)
    {
        using DataViewRowCursor none = view.GetRowCursor([]);
        foreach (DataViewSchema.Column column in view.Schema)
            Assert.IsFalse(none.IsColumnActive(column), $"{column.Name} is active though nobody asked for it");
    }

    private static void CheckLockstep(IDataView view, string[] columns, string[] rows)
    {
        using DataViewRowCursor one = view.GetRowCursor(view.Schema), two = view.GetRowCursor(view.Schema);
        Func<string> readOne = ViewText.RowReader(one, columns), readTwo = ViewText.RowReader(two, columns);
        ValueGetter<DataViewRowId> idOne = one.GetIdGetter(), idTwo = two.GetIdGetter();
        DataViewRowId a = default, b = default;
        HashSet<DataViewRowId> ids = [];
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.IsTrue(one.MoveNext() && two.MoveNext());
            Assert.AreEqual(i, one.Position);
            idOne(ref a);
            idTwo(ref b);
            Assert.AreEqual(a, b, "row ids of two cursors");
            Assert.IsTrue(ids.Add(a), $"row id {a} comes twice");
            Assert.AreEqual(rows[i], readOne());
            Assert.AreEqual(rows[i], readTwo());
            Assert.AreEqual(rows[i], readOne(), "values read twice");
        }
        Assert.IsFalse(one.MoveNext() || two.MoveNext());
    }

    private static void CheckParallel(IDataView view, string[] columns, string[] rows)
    {
        DataViewRowCursor[] cursors = view.GetRowCursorSet(view.Schema, 3);
        try
        {
            // ML.NET's rule: within a cursor batch numbers never fall, and no two cursors share one.
            List<(long Batch, int Order, string Row)> merged = [];
            Dictionary<long, int> owner = [];
            Task<List<(long, string)>>[] readers = [.. cursors.Select(cursor => Task.Run(() =>
            {
                List<(long, string)> read = [];
                Func<string> row = ViewText.RowReader(cursor, columns);
                while (cursor.MoveNext())
                    read.Add((cursor.Batch, row()));
                return read;
            }))];
            for (int c = 0; c < readers.Length; c++)
            {
                long last = -1;
                foreach ((long batch, string row) in readers[c].Result)
                {
                    Assert.IsGreaterThanOrEqualTo(last, batch, "batches of one cursor");
                    Assert.AreEqual(c, owner.TryGetValue(batch, out int other) ? other : owner[batch] = c, "cursor of one batch");
                    merged.Add((last = batch, merged.Count, row));
                }
            }
            CollectionAssert.AreEqual(rows, merged.OrderBy(item => item.Batch).ThenBy(item => item.Order).Select(item => item.Row)
                .ToArray(), "parallel cursors");
        }
        finally
        {
            foreach (DataViewRowCursor cursor in cursors)
                cursor.Dispose();
        }
    }

    private static void CheckShuffled(IDataView view, string[] columns, string[] rows)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema, new Random(1));
        Func<string> read = ViewText.RowReader(cursor, columns);
        List<string> shuffled = [];
        while (cursor.MoveNext())
            shuffled.Add(read());
        CollectionAssert.AreEquivalent(rows, shuffled, "shuffled rows");
    }

    private static void CheckMapper(ITransformer transformer, IDataView data)
    {
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(data.Schema);
        Assert.AreSame(data.Schema, mapper.InputSchema);
        CollectionAssert.AreEqual(ViewText.Of(transformer.GetOutputSchema(data.Schema)), ViewText.Of(mapper.OutputSchema), "mapper schema");

        string[] all = [.. mapper.OutputSchema.Select(column => column.Name).Distinct()];
        string[] rows = ViewText.Rows(transformer.Transform(data), all);
        using DataViewRowCursor source = data.GetRowCursor(data.Schema);
        DataViewRow mapped = mapper.GetRow(source, mapper.OutputSchema);
        Func<string> read = ViewText.RowReader(mapped, all);
        for (int i = 0; source.MoveNext(); i++)
            Assert.AreEqual(rows[i], read(), $"mapped row {i}");
    }

    // The shape of a schema: ML.NET makes it when it chains estimators, but keeps the method to itself.
    internal static SchemaShape Shape(DataViewSchema schema) =>
        (SchemaShape)typeof(SchemaShape).GetMethod("Create", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [schema])!;

    private static string[] ShapeText(SchemaShape shape) =>
        [.. shape.Select(column => $"{column.Name} {column.Kind} {column.ItemType} key:{column.IsKey} "
            + $"{{{string.Join(", ", ShapeText(column.Annotations).Order(StringComparer.Ordinal))}}}")];
}
