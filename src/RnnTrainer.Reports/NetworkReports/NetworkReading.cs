using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;
using RnnTrainer.TaskReports;
using RnnTrainer.Tasks;

namespace RnnTrainer.NetworkReports;

/// <summary>Reads the rows that a report is about.</summary>
internal static class NetworkReading
{
    /// <summary>The content of a report.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">Labelled rows, scored or to be scored.</param>
    /// <param name="options">What is wanted of it.</param>
    /// <param name="rowRead">Told of each row; null: nobody is.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static NetworkContent Of(RnnTransformer network, IDataView data, RnnReportOptions options, Action? rowRead,
        CancellationToken cancellation)
    {
        IDataView view = data.Schema.GetColumnOrNull(MulticlassColumns.Score) is null ? network.Transform(data) : data;
        DataViewSchema.Column label = ColumnCheck.Find(view.Schema, "Label", options.LabelColumnName ?? network.LabelColumnName);
        DataViewSchema.Column score = ColumnCheck.Find(view.Schema, "Score", MulticlassColumns.Score);
        if (!NumberColumn.IsNumber(score.Type))
            throw ColumnCheck.WrongType("Score", score, "this network's scores. Remove the column to have the rows scored");
        TaskResult result = Read(network, view, new(label, score), options, rowRead, cancellation);
        string nouns = network.Model.Pooling == RnnPooling.None ? "steps" : $"{options.RowNoun}s";
        string rows = FormattableString.Invariant($"{result.Count:N0} {nouns}");
        return new()
        {
            Title = options.Title ?? network.LabelColumnName,
            Summary = NetworkText.Of(network.Model),
            Network = network.Model,
            History = options.History ?? network.History,
            BestEpoch = network.BestEpoch,
            Task = result,
            Figures = [options.DataName is { } name ? ("Tested on", name, rows) : ("Tested on", rows, "")],
            Further = [StepsSection.Of(network, result.Worst), ImportanceSection.Of(options.Importance)],
            Settings = SettingsSection.Of([.. options.Settings.Select(setting => (setting.Key, setting.Value))]),
        };
    }

    private static TaskResult Read(RnnTransformer network, IDataView view, Compared columns, RnnReportOptions options,
        Action? rowRead, CancellationToken cancellation)
    {
        TaskReading task = TaskReading.Of(network.Model, columns.Label, options);
        DataViewSchema.Column[] names =
            options.RowNameColumnName is { } name ? [GroupReader.Find(view.Schema, name)] : [];
        SequenceColumns? sequences = SequencesOf(network, view.Schema);
        using DataViewRowCursor cursor =
            view.GetRowCursor([columns.Label, columns.Prediction, .. names, .. sequences?.All ?? []]);
        RowReader<double> readLabels = task.LabelReader(cursor, columns.Label);
        RowReader<double> readScores = NumberColumn.Reader(cursor, columns.Prediction);
        ReportedRow row = new(cursor, names is [{ } named] ? GroupReader.Of(cursor, named, role: "name") : null, options.NameRow,
            sequences is null ? null : new SequenceGetter(cursor, sequences));
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            task.Read(columns, cursor, readLabels(), readScores(), row);
            rowRead?.Invoke();
        }
        return task.Result(columns);
    }

    // A view may have been scored, and its features dropped, or be another's by the same name.
    private static SequenceColumns? SequencesOf(RnnTransformer network, DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(network.FeatureColumnName) is not { Type: VectorDataViewType type }
            || network.LengthColumnName is { } length && type.IsKnownSize && schema.GetColumnOrNull(length) is null)
        {
            return null;
        }
        bool fits = network.Model.Network.Input.Embedding is { } table ? TokenColumn.Accepts(type.ItemType, table.AreKeys)
            : type.ItemType.Equals(NumberDataViewType.Single);
        return !fits ? null : SequenceColumns.Bind(schema, network.FeatureColumnName, type.IsKnownSize ? network.LengthColumnName : null,
            network.Model.InputSize, network.Model.Network.Input.Embedding);
    }
}
