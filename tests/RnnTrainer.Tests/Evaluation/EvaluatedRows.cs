namespace RnnTrainer.Tests.Evaluation;

/// <summary>Labels with predictions beside them, as scored data have them.</summary>
internal static class EvaluatedRows
{
    public static MLContext Ml { get; } = new(seed: 1);

    /// <summary>Rows of numbers.</summary>
    /// <param name="rows">Labels and scores.</param>
    /// <param name="labels">Size of the label column's vectors; 0: unknown; <see langword="null"/>: its labels are scalars.</param>
    /// <param name="scores">Size of the score column's vectors; 0: unknown.</param>
    /// <param name="slotNames">Names of the scores' slots.</param>
    public static IDataView Numbers((float[] Labels, float[] Scores)[] rows, int? labels = 0, int scores = 0, string[]? slotNames = null)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(NumberRow));
        schema[nameof(NumberRow.Label)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, labels ?? 1);
        schema[nameof(NumberRow.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, scores);
        if (slotNames is not null)
        {
            VBuffer<ReadOnlyMemory<char>> names = new(slotNames.Length, [.. slotNames.Select(name => name.AsMemory())]);
            VectorDataViewType type = new(TextDataViewType.Instance, slotNames.Length);
            schema[nameof(NumberRow.Score)].AddAnnotation("SlotNames", names, type);
        }
        if (labels is not null)
            return Ml.Data.LoadFromEnumerable(rows.Select(row => new NumberRow { Label = row.Labels, Score = row.Scores }), schema);
        ScalarRow[] scalars = [.. rows.Select(row => new ScalarRow { Label = row.Labels[0], Score = row.Scores })];
        SchemaDefinition scalar = SchemaDefinition.Create(typeof(ScalarRow));
        scalar.Remove(scalar[nameof(ScalarRow.Score)]);
        scalar.Add(schema[nameof(NumberRow.Score)]);
        return Ml.Data.LoadFromEnumerable(scalars, scalar);
    }

    /// <summary>Rows of labels in text, one a step with blanks between them, mapped to keys; a dot is a missing one.</summary>
    public static IDataView Texts(params (string Labels, string Predictions)[] rows)
    {
        TextRow[] texts =
            [.. rows.Select(row => new TextRow { Label = row.Labels.Split(' '), PredictedLabel = row.Predictions.Split(' ') })];
        IDataView view = Ml.Data.LoadFromEnumerable(texts);
        return Keys("Label").Append(Keys("PredictedLabel")).Fit(view).Transform(view);

        IEstimator<ITransformer> Keys(string column) => Ml.Transforms.Conversion.MapValueToKey(
            column, keyData: Ml.Data.LoadFromEnumerable(texts.SelectMany(row => column == "Label" ? row.Label : row.PredictedLabel)
                .Where(label => label != ".").Distinct().Select(label => new KeyRow { Value = label })));
    }

    public sealed class NumberRow
    {
        public float[] Label { get; set; } = [];

        public float[] Score { get; set; } = [];
    }

    public sealed class ScalarRow
    {
        public float Label { get; set; }

        public float[] Score { get; set; } = [];
    }

    public sealed class TextRow
    {
        public string[] Label { get; set; } = [];

        public string[] PredictedLabel { get; set; } = [];
    }

    private sealed class KeyRow
    {
        public string Value { get; set; } = "";
    }
}
