using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Scoring;

/// <summary>
/// The columns of a multiclass trainer, with the annotations that ML.NET's own trainers give them: PredictedLabel
/// (Key&lt;UInt32, classes&gt;) and Score (Vector&lt;Single, classes&gt;, probabilities).
/// </summary>
internal sealed class MulticlassColumns : AddedColumns
{
    private const int PredictedLabel = 0, Score = 1;
    private const string ScoreColumnSetId = "ScoreColumnSetId";

    private readonly SequenceScorer scorer;
    private readonly SequenceColumns columns;

    public MulticlassColumns(SequenceScorer scorer, RnnModel model, DataViewSchema schema, SequenceColumns columns)
        : base(columns.All, CreateOutputs(model, schema))
    {
        this.scorer = scorer;
        this.columns = columns;
    }

    public override Delegate?[] CreateGetters(DataViewRow row, Func<int, bool> isActive)
    {
        if (!isActive(PredictedLabel) && !isActive(Score))
            return [null, null];

        RowScore scored = new(row, new SequenceGetter(row, columns), scorer);
        return
        [
            isActive(PredictedLabel) ? (ValueGetter<uint>)scored.GetPredictedLabel : null,
            isActive(Score) ? (ValueGetter<VBuffer<float>>)scored.GetScore : null,
        ];
    }

    /// <summary>Copies probabilities into a vector, whose memory is used again.</summary>
    public static void Copy(ReadOnlySpan<float> probabilities, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, probabilities.Length);
        probabilities.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private static DataViewSchema.DetachedColumn[] CreateOutputs(RnnModel model, DataViewSchema schema)
    {
        // Score columns that belong together share an id, one above any that the schema already has.
        uint setId = schema.Select(ScoreColumnSetIdOf).Max() + 1;
        DataViewSchema.Annotations.Builder label = new(), score = new();
        if (model.LabelValueArray is { } values)
        {
            LabelAnnotations.Add(label, "KeyValues", values);
            if (values is string[])
                LabelAnnotations.Add(score, "SlotNames", values);
            LabelAnnotations.Add(score, "TrainingLabelValues", values);
        }
        AddKinds(label, setId, DefaultColumnName.PredictedLabel);
        AddKinds(score, setId, DefaultColumnName.Score);
        return
        [
            new(DefaultColumnName.PredictedLabel, new KeyDataViewType(typeof(uint), model.ClassCount), label.ToAnnotations()),
            new(DefaultColumnName.Score, new VectorDataViewType(NumberDataViewType.Single, model.ClassCount), score.ToAnnotations()),
        ];
    }

    private static uint ScoreColumnSetIdOf(DataViewSchema.Column column)
    {
        uint id = 0;
        if (column.Annotations.Schema.GetColumnOrNull(ScoreColumnSetId) is { Type: KeyDataViewType { RawType: var raw } } && raw == typeof(uint))
            column.Annotations.GetValue(ScoreColumnSetId, ref id);
        return id;
    }

    private static void AddKinds(DataViewSchema.Annotations.Builder builder, uint setId, string valueKind)
    {
        builder.Add(ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), (ref uint value) => value = setId);
        builder.Add("ScoreColumnKind", TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = "MulticlassClassification".AsMemory());
        builder.Add("ScoreValueKind", TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = valueKind.AsMemory());
    }

    private static class DefaultColumnName
    {
        public const string PredictedLabel = "PredictedLabel";
        public const string Score = "Score";
    }

    /// <summary>The scores of the row that a cursor stands on, computed once however many columns ask for them.</summary>
    private sealed class RowScore(DataViewRow row, SequenceGetter sequence, SequenceScorer scorer)
    {
        private readonly ScoringBlock block = scorer.CreateBlock(1);
        private long scoredPosition = -1;

        public void GetPredictedLabel(ref uint value)
        {
            Update();
            value = SequenceScorer.PredictedKey(block.Probabilities(0));
        }

        public void GetScore(ref VBuffer<float> value)
        {
            Update();
            Copy(block.Probabilities(0), ref value);
        }

        private void Update()
        {
            if (row.Position == scoredPosition && scoredPosition >= 0)
                return;
            scoredPosition = -1;
            block.Clear();
            ReadOnlySpan<float> values = sequence.Read();
            values.CopyTo(block.Add(values.Length));
            block.Score();
            scoredPosition = row.Position;
        }
    }
}
